/** The extension's sources, each loaded when it is asked for. */
const sources = import.meta.glob<string>(
  ['../{views,parts}/*.vue', '../{content,extension,mount,queries,use*}.ts', '../backend/*.js'],
  { query: '?raw', import: 'default' },
)

function find<E extends HTMLElement>(selector: string, type: new () => E): E {
  const found = document.querySelector(selector)
  if (!(found instanceof type)) throw new Error(`The page lacks ${selector}.`)
  return found
}

const rig = new URL('/extension', import.meta.env.VITE_FAKE_TWITCH)
rig.searchParams.set('url', new URL('./', location.href).href)
rig.searchParams.set('height', '496')
rig.searchParams.set('theme', matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
// The viewer's language is the browser's.
if (/^[a-z]{2}(-[A-Z]{2})?$/.test(navigator.language)) rig.searchParams.set('locale', navigator.language)
for (const view of ['panel', 'component', 'config', 'live_config', 'mobile']) rig.searchParams.append('view', view)
find('iframe', HTMLIFrameElement).src = rig.href
find('#open', HTMLAnchorElement).href = rig.href

// Where this is one of several demos.
find('#back', HTMLAnchorElement).hidden = !location.pathname.startsWith('/panel/')

const choice = find('select', HTMLSelectElement)
const code = find('pre', HTMLPreElement)
const copy = find('details button', HTMLButtonElement)
// For the keyboard, which has to scroll it.
code.tabIndex = 0
const show = async () => {
  code.textContent = (await sources[`../${choice.value}`]?.()) ?? ''
}
for (const path of Object.keys(sources)) choice.append(new Option(path.replace('../', '')))
choice.value = 'views/PanelView.vue'
choice.addEventListener('change', show)
find('details', HTMLDetailsElement).addEventListener('toggle', show)
copy.addEventListener('click', async () => {
  await navigator.clipboard.writeText(code.textContent ?? '')
  copy.textContent = 'Copied'
})
