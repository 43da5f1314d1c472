import { getExtensions } from '../../../endpoints/extensions/getExtensions.ts'
import { getReleasedExtensions } from '../../../endpoints/extensions/getReleasedExtensions.ts'
import { releasedVersionOf, versionOf, versionsOf } from '../../world/extensions.ts'
import { refuse } from '../refusal.ts'
import { data, one } from '../response.ts'
import { type Family, route } from '../route.ts'

export const extensionDetails: Family = [
  route(getExtensions, ({ world, params, clientId }) => {
    const versions = versionsOf(world, params.extension_id, clientId)
    if (!versions.length) refuse(404, 'The extension was not found.')
    const found = versionOf(versions, params.extension_version)
    return data(found ? [found] : [])
  }),
  route(getReleasedExtensions, ({ world, params, clientId }) => {
    const found = releasedVersionOf(versionsOf(world, params.extension_id, clientId), params.extension_version)
    return found ? one(found) : refuse(404, 'The extension was not found or is not released.')
  }),
]
