/** The panel's sources, each loaded when it is asked for. */
const sources = import.meta.glob<string>(['../*.vue', '../{main,queries,twitch,twitchHelper,words}.ts'], {
  query: '?raw',
  import: 'default',
})

function find<E extends HTMLElement>(selector: string, type: new () => E): E {
  const found = document.querySelector(selector)
  if (!(found instanceof type)) throw new Error(`The page lacks ${selector}.`)
  return found
}

const choice = find('select', HTMLSelectElement)
const code = find('pre', HTMLPreElement)
const copy = find('details button', HTMLButtonElement)
// For the keyboard, which has to scroll it.
code.tabIndex = 0

const show = async () => {
  code.textContent = (await sources[`../${choice.value}`]?.()) ?? ''
}
for (const path of Object.keys(sources)) choice.append(new Option(path.replace('../', '')))
choice.value = 'ScheduleList.vue'
choice.addEventListener('change', show)
find('details', HTMLDetailsElement).addEventListener('toggle', show)
copy.addEventListener('click', async () => {
  await navigator.clipboard.writeText(code.textContent ?? '')
  copy.textContent = 'Copied'
})

// Where this is one of several demos.
find('#back', HTMLAnchorElement).hidden = !location.pathname.startsWith('/panel/')

const fake = find('#fake', HTMLAnchorElement)
fake.href = import.meta.env.VITE_FAKE_TWITCH ?? ''
fake.hidden = !import.meta.env.VITE_FAKE_TWITCH
