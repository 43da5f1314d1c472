import { createExtensionSecret } from '../../endpoints/extensions/createExtensionSecret.ts'
import { getExtensionSecrets } from '../../endpoints/extensions/getExtensionSecrets.ts'
import { data, one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { addSecret, currentSecrets } from '../world/extensionSecret.ts'
import { refuseForeign } from './extensions.ts'
import type { Feature } from './feature.ts'

export const extensionSecrets: Feature = [
  route(getExtensionSecrets, ({ world, params, clientId }) => {
    refuseForeign(params.extension_id ?? clientId, clientId)
    return data([currentSecrets(world, clientId)])
  }),
  route(createExtensionSecret, ({ world, params, clientId }) => {
    refuseForeign(params.extension_id, clientId)
    addSecret(world, clientId, params.delay ?? 300)
    return one(currentSecrets(world, clientId))
  }),
]
