/** The looks of the control page: light or dark as the system is. */
export const style = `
:root { color-scheme: light dark;
  --back: #f7f5fb; --surface: #fff; --sunken: #efebf7; --line: #e2dcee; --strong: #857c9c; --text: #1a1526; --muted: #5e566f;
  --accent: #6433e8; --hover: #5324d1; --soft: #ece5ff; --on: #fff; --good: #0c7f75; --live: #cf1f3c; --bad: #b3152f;
  --badsoft: #ffeaed; --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace }
@media (prefers-color-scheme: dark) { :root {
  --back: #0f0d14; --surface: #1a1722; --sunken: #131019; --line: #312c3e; --strong: #7d7594; --text: #f3f0fa; --muted: #aaa3bb;
  --accent: #b59cff; --hover: #c9b8ff; --soft: #2c2345; --on: #190b3d; --good: #4fd8c8; --live: #e02a48; --bad: #ff93a3;
  --badsoft: #3a1a22 } }
* { box-sizing: border-box }
html { scroll-padding-top: 72px }
body { margin: 0; font: 15px/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; background: var(--back);
  color: var(--text) }
header { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 14px;
  padding: 10px clamp(12px, 3vw, 28px); background: var(--surface); border-bottom: 1px solid var(--line) }
h1 { margin: 0; font-size: 18px; letter-spacing: -.01em }
h2 { margin: 0; font-size: 16px }
h3 { margin: 18px 0 6px; font-size: 12px; font-weight: 600; color: var(--muted); text-transform: uppercase; letter-spacing: .06em }
h2:focus, h2:focus-visible { outline: none }
#connection { margin: 0; font-size: 13px; color: var(--muted) }
#connection::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-right: 6px; border-radius: 50%;
  background: var(--strong) }
#connection.on::before { background: var(--good) }
#connection.off { color: var(--bad) }
#connection.off::before { background: var(--bad) }
nav { display: flex; gap: 2px; margin: 0 -8px 0 auto }
nav a { padding: 5px 9px; border-radius: 8px; color: var(--muted); text-decoration: none; font-size: 14px }
nav a:hover { background: var(--soft); color: var(--text) }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; align-items: start; max-width: 1640px; margin: 0 auto;
  padding: 14px clamp(12px, 3vw, 28px) 72px }
.column { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px }
@media (min-width: 860px) { main { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) } .column:last-child { grid-column: 1 / -1 } }
@media (min-width: 1240px) { main { grid-template-columns: minmax(0, 11fr) minmax(0, 9fr) minmax(0, 9fr) }
  .column:last-child { grid-column: auto } nav { display: none } }
section { padding: 16px; background: var(--surface); border: 1px solid var(--line); border-radius: 14px }
section > h2 { margin-bottom: 10px }
.row { display: flex; align-items: end; gap: 8px }
.row.wrap { flex-wrap: wrap }
.row.head { align-items: center; justify-content: space-between; margin-bottom: 6px }
.grow { flex: 1; min-width: 0 }
#socket-buttons { margin: 12px 0 }
label, legend { display: block; font-size: 13px; font-weight: 500; color: var(--muted); overflow-wrap: anywhere }
input, select, textarea { width: 100%; min-height: 38px; padding: 6px 10px; font: inherit; font-size: 16px; color: inherit;
  background: var(--surface); border: 1px solid var(--strong); border-radius: 9px }
@media (pointer: fine) { input, select, textarea { font-size: 14px; min-height: 34px; padding: 4px 9px } }
input::placeholder { color: var(--muted); opacity: 1 }
input[type=checkbox] { width: 20px; height: 20px; min-height: 0; margin: 0; accent-color: var(--accent); flex: none }
textarea { min-height: 300px; font: 13px/1.5 var(--mono); resize: vertical }
button { min-height: 38px; padding: 6px 14px; font: inherit; font-weight: 600; font-size: 14px; color: var(--text);
  background: var(--soft); border: 1px solid transparent; border-radius: 9px; cursor: pointer }
@media (pointer: fine) { button { min-height: 34px; padding: 4px 12px } }
button:hover { border-color: var(--accent) }
button.main { color: var(--on); background: var(--accent) }
button.main:hover { background: var(--hover) }
button.plain { background: none; color: var(--muted); padding-inline: 8px }
button.plain:hover { color: var(--text) }
button.live, button[aria-pressed=true] { color: #fff; background: var(--live) }
button:disabled { opacity: .5; cursor: default }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
ul, ol { margin: 0; padding: 0; list-style: none }
#types { max-height: 236px; margin-top: 8px; overflow: auto; border: 1px solid var(--line); border-radius: 9px }
#types button { display: flex; align-items: center; gap: 8px; width: 100%; border: 0; border-radius: 0; background: none;
  font-weight: 400; text-align: left; overflow-wrap: anywhere }
#types button:focus-visible { outline-offset: -3px }
#types button:hover { background: var(--soft) }
#types button[aria-current=true] { background: var(--soft); font-weight: 600 }
#types li + li { border-top: 1px solid var(--line) }
.tag { flex: none; padding: 0 7px; border-radius: 99px; font-size: 12px; font-weight: 500; background: var(--sunken); color: var(--muted) }
.tag.on { background: var(--good); color: var(--surface) }
.tag.live { background: var(--live); color: #fff }
.tag.bad { background: var(--badsoft); color: var(--bad) }
#types .tag.on { margin-left: auto }
.empty { margin: 8px 0; color: var(--muted); font-size: 14px }
#event { margin-top: 14px }
#event h4 { margin: 0 0 10px; font-size: 15px; overflow-wrap: anywhere }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(150px, 100%), 1fr)); gap: 10px 12px; align-items: start }
.fields > .whole { grid-column: 1 / -1 }
.check { display: flex; align-items: center; gap: 8px; min-height: 34px }
.check label { color: inherit; font-weight: 400 }
.top { display: flex; align-items: center; gap: 8px; min-height: 20px }
.top label { flex: 1; min-width: 0 }
.top .none { display: flex; align-items: center; gap: 4px; flex: none; font-weight: 400; font-size: 12px }
.top .none input { width: 15px; height: 15px }
.note { font-size: 12px; color: var(--muted); overflow-wrap: anywhere }
fieldset { min-width: 0; margin: 0; padding: 8px 12px 12px; border: 1px solid var(--line); border-radius: 9px }
fieldset > .entry { padding-top: 8px }
fieldset > .entry + .entry { margin-top: 10px; border-top: 1px solid var(--line) }
fieldset > button { margin-top: 8px }
.actions { position: sticky; bottom: 0; display: flex; flex-wrap: wrap; gap: 8px; margin: 12px -16px -16px; padding: 12px 16px;
  background: var(--surface); border-top: 1px solid var(--line); border-radius: 0 0 14px 14px }
.problem { margin: 10px 0 0; padding: 8px 12px; border-radius: 9px; background: var(--badsoft); color: var(--bad); overflow-wrap: anywhere }
#fault { margin-top: 10px }
#fault button { margin-top: 10px }
.list > li { padding: 8px 0; border-top: 1px solid var(--line) }
.list > li:first-child { border-top: 0 }
#happenings { max-height: max(420px, calc(100vh - 260px)); overflow: auto; margin-top: 8px; font-size: 13px }
#happenings li { padding: 6px 2px }
#happenings .line { display: flex; gap: 8px; align-items: baseline; min-width: 0 }
#happenings time { flex: none; color: var(--muted); font-variant-numeric: tabular-nums }
#happenings .what { flex: 1; min-width: 0; font-family: var(--mono); font-size: 12.5px; overflow-wrap: anywhere }
summary { cursor: pointer }
details > .fields { margin-top: 8px }
summary.line { list-style: none }
summary.line::-webkit-details-marker { display: none }
summary.line .what::after { content: " …"; color: var(--muted) }
pre { margin: 6px 0 0; padding: 8px 10px; border-radius: 9px; background: var(--sunken); font: 12px/1.5 var(--mono);
  white-space: pre-wrap; overflow-wrap: anywhere }
.person, .socket { padding: 10px 0; border-top: 1px solid var(--line) }
.person:first-child, .socket:first-child { border-top: 0; padding-top: 0 }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px }
.title strong { overflow-wrap: anywhere; min-width: 0 }
.title button { margin-left: auto; min-height: 30px }
.scopes { display: flex; flex-wrap: wrap; gap: 4px; margin-top: 6px }
.scopes .tag { font-family: var(--mono); font-size: 11.5px; overflow-wrap: anywhere; flex: initial }
.socket li { display: flex; align-items: center; gap: 8px; padding: 4px 0; font-size: 13px }
.socket li .grow { overflow-wrap: anywhere }
.socket li button { min-height: 28px; padding: 2px 8px; font-size: 12px }
#fault-list li { display: flex; align-items: center; justify-content: space-between; gap: 8px; overflow-wrap: anywhere }
#toast { position: fixed; z-index: 3; left: 50%; bottom: 76px; width: max-content; max-width: min(560px, calc(100vw - 24px)); margin: 0; padding: 10px 16px;
  border-radius: 10px; background: var(--text); color: var(--back); font-size: 14px; transform: translateX(-50%); overflow-wrap: anywhere;
  box-shadow: 0 8px 24px #0005 }
#toast:empty { display: none }
[hidden] { display: none !important }
`
