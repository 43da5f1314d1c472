import { hash, letterCode, mulberry32 } from '../../world/random.ts'
import { type Person, usersOf } from '../../world/users.ts'
import { perWorld } from '../../world/world.ts'
import type { FakeAnswer, FakeRequest } from '../http/message.ts'
import { escaped, htmlPage, scopeList, userChoice } from './htmlPage.ts'
import { type OAuthState, offered, type WaitingDevice } from './oauthState.ts'

/** The lifetime of a code in seconds. */
export const deviceLifetime = 1800

/** The number of devices so far. Fewer are waiting, so their number would repeat. */
const startedIn = perWorld(() => ({ count: 0 }))

/** Creates the codes of a device. */
export function startDevice(
  { world, devices }: OAuthState,
  clientId: string,
  scopes: readonly string[],
): WaitingDevice {
  const number = startedIn(world).count++
  const random = mulberry32(hash(world.seed, 'user code', number))
  const device: WaitingDevice = {
    deviceCode: letterCode(40, world.seed, 'device', number),
    userCode: Array.from({ length: 8 }, () => String.fromCharCode(65 + Math.floor(random() * 26))).join(''),
    clientId,
    scopes,
    expiresAt: world.now() + deviceLifetime * 1000,
    approved: null,
    askedAt: 0,
  }
  devices.set(device.deviceCode, device)
  return device
}

/** The waiting device with this code. */
export const findWaiting = ({ devices, world }: OAuthState, userCode: string): WaitingDevice | undefined => {
  const code = userCode.toUpperCase().replace(/[^A-Z]/g, '')
  return [...devices.values()].find(
    device => device.userCode === code && device.approved === null && device.expiresAt > world.now(),
  )
}

/** Records the decision about a device. */
export function decide(device: WaitingDevice, decision: Person | 'denied'): void {
  device.approved = decision
}

/** `GET`: the page where users enter a code. `POST`: their decision. */
export function activatePage(oauth: OAuthState, { method, url, body }: FakeRequest): FakeAnswer {
  const form = new URLSearchParams(method === 'POST' ? body : url.search)
  const code = form.get('device-code') ?? ''
  const device = findWaiting(oauth, code)
  if (method === 'POST' && device) {
    const person = usersOf(oauth.world).byLogin(form.get('user') ?? '')
    const isYes = form.get('decision') === 'authorize'
    if (isYes && person) decide(device, person)
    if (!isYes) decide(device, 'denied')
    if (device.approved)
      return htmlPage(isYes ? 'Your device is signed in' : 'Nothing was signed in', '<p>You can close this page.</p>')
  }
  return htmlPage(
    'Enter the code that your device shows',
    `<form method="${device ? 'post' : 'get'}" action="${escaped(url.pathname)}">` +
      `<input class="code" name="device-code" aria-label="Code" autocomplete="off" value="${escaped(code)}"${device ? ' readonly' : ' autofocus'}>` +
      (code && !device ? '<p role="alert">No device waits with this code.</p>' : '') +
      (device
        ? `${scopeList(device.scopes)}${userChoice(offered(oauth), 'ada')}<div class="buttons"><button name="decision" value="cancel">Cancel</button>` +
          '<button class="main" name="decision" value="authorize">Activate</button></div>'
        : '<div class="buttons"><button class="main">Continue</button></div>') +
      '</form>',
  )
}
