import { getUsers } from 'tinyhelix'
import { h } from '../page/h.ts'
import { client } from '../twitch.ts'

const waiting = new Map<string, HTMLImageElement[]>()
const known = new Map<string, string>()

/** Lists name users without their pictures, so these are asked for together: up to 100 of them in one request. */
async function fetchWaiting(): Promise<void> {
  const images = new Map([...waiting].slice(0, 100))
  for (const id of images.keys()) waiting.delete(id)
  if (waiting.size) void fetchWaiting()
  try {
    // #region how it is done
    // Rows name people without their pictures: one request gets those of a whole page.
    for (const user of await getUsers(client, { id: [...images.keys()] })) {
      known.set(user.id, user.profile_image_url)
      for (const image of images.get(user.id) ?? []) image.src = user.profile_image_url
    }
    // #endregion
  } catch {
    // The coloured disc stays; it is not worth a message.
  }
}

/** A user's picture of which the address is known. */
export const picture = (src: string, size = 40): HTMLImageElement =>
  h('img', { className: 'avatar', alt: '', width: size, height: size, loading: 'lazy', ...(src && { src }) })

/** A user's picture; a coloured disc until it is there. */
export function avatar(userId: string, size?: number): HTMLImageElement {
  const src = known.get(userId)
  const image = picture(src ?? '', size)
  if (src !== undefined) return image
  if (!waiting.size) queueMicrotask(fetchWaiting)
  waiting.set(userId, [...(waiting.get(userId) ?? []), image])
  return image
}
