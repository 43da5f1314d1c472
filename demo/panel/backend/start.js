// `npm run backend` starts the backend of a released extension. `npm run dev` starts one of its own.
import { createBackend } from './createBackend.js'

const {
  EXTENSION_SECRET: secret,
  EXTENSION_CLIENT_ID: clientId,
  EXTENSION_OWNER_ID: ownerId,
  PORT = '8081',
} = process.env
if (!secret || !clientId || !ownerId) {
  throw new Error('Set EXTENSION_SECRET, EXTENSION_CLIENT_ID and EXTENSION_OWNER_ID: the developer console shows them.')
}
const isOwn = (/** @type {string} */ origin) => origin === `https://${clientId}.ext-twitch.tv`
createBackend({ secret, clientId, ownerId, isOwn }).listen(Number(PORT))
