import type { FakeAnswer } from '../http/message.ts'
import { scopeWords } from './scopeWords.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes text for HTML. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, character => entities[character] ?? '')

const style = `
:root { color-scheme: light dark }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; grid-template-columns: minmax(0, 1fr);
  place-items: center; padding: 24px;
  font: 16px/1.5 system-ui, sans-serif; background: #f3f1f8; color: #1c1830 }
main { width: min(440px, 100%); background: #fff; border-radius: 16px; padding: 28px 32px;
  box-shadow: 0 12px 40px #1c183022 }
.fake { display: inline-block; margin: 0 0 16px; padding: 2px 12px; border-radius: 99px; font-size: 13px; font-weight: 600;
  background: #ffe9a8; color: #5a4300 }
h1 { font-size: 22px; line-height: 1.3; margin: 0 0 12px }
ul { padding-left: 20px; margin: 8px 0 16px }
code { font-size: 12px; opacity: .65; overflow-wrap: anywhere }
fieldset { min-width: 0; border: 1px solid #8883; border-radius: 12px; margin: 16px 0; padding: 8px 14px }
legend { padding: 0 6px; font-size: 14px; opacity: .75 }
.user { display: flex; flex-wrap: wrap; align-items: center; gap: 0 10px; padding: 5px 0; cursor: pointer }
.user code { overflow-wrap: normal }
.user img { width: 32px; height: 32px; border-radius: 50% }
input:not([type=radio]) { font: inherit; padding: 6px 10px; border-radius: 8px; border: 1px solid #8886; width: 100%; background: transparent; color: inherit }
.code { font: 600 24px ui-monospace, monospace; letter-spacing: .15em; text-align: center; text-transform: uppercase }
.buttons { display: flex; gap: 12px; margin-top: 20px }
button { flex: 1; font: inherit; font-weight: 600; padding: 10px; border-radius: 10px; border: 1px solid #8886; background: transparent; color: inherit; cursor: pointer }
button.main { background: #6b3fd4; border-color: #6b3fd4; color: #fff }
button:focus-visible, input:focus-visible { outline: 3px solid #b79cff; outline-offset: 2px }
@media (prefers-color-scheme: dark) {
  body { background: #14121c; color: #ece8f8 } main { background: #1f1b2c; box-shadow: none } .fake { background: #4a3a10; color: #ffe9a8 } }
`

/** A page without scripts and other files. `body` is HTML. */
export const htmlPage = (
  title: string,
  body: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): FakeAnswer => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-frame-options': 'DENY',
    ...headers,
  },
  body:
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">` +
    `<title>${escaped(title)}</title><style>${style}</style></head>` +
    `<body><main><p class="fake">Fake Twitch: nothing here is real</p><h1>${escaped(title)}</h1>${body}</main></body></html>`,
})

/** A page with Twitch's message for an error and the fake's advice. */
export const errorPage = (message: string, hint = ''): FakeAnswer =>
  htmlPage('This cannot go on', `<p>${escaped(message)}</p>${hint && `<p>${escaped(hint)}</p>`}`, 400)

/** The scopes in words, one on each line, all visible: phones would hide the last ones of a list that scrolls. */
export const scopeList = (scopes: readonly string[]): string =>
  scopes.length
    ? `<p>This lets the application</p><ul>${scopes
        .map(scope => `<li>${escaped(scopeWords[scope] ?? scope)} <code>${escaped(scope)}</code></li>`)
        .join('')}</ul>`
    : ''

/** A choice between accounts, as part of a form. The field is called `user`. */
export const userChoice = (
  people: readonly { readonly login: string; readonly display_name: string; readonly avatar: string }[],
  chosen: string,
): string =>
  `<fieldset><legend>Account</legend>${people
    .map(
      ({ login, display_name, avatar }) =>
        `<label class="user"><input type="radio" name="user" value="${escaped(login)}"${login === chosen ? ' checked' : ''}>` +
        `<img src="${escaped(avatar)}" alt="">${escaped(display_name)} <code>${escaped(login)}</code></label>`,
    )
    .join('')}</fieldset>`
