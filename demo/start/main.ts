import { copyWith } from './code.ts'
import { find } from './find.ts'
import { showEvents } from './showEvents.ts'
import { showExample } from './showExample.ts'
import { showStage } from './showStage.ts'

const lines: Readonly<Record<string, number>> = {
  plain: import.meta.env.LINES_OF_plain,
  dashboard: import.meta.env.LINES_OF_dashboard,
  overlay: import.meta.env.LINES_OF_overlay,
  panel: import.meta.env.LINES_OF_panel,
  explorer: import.meta.env.LINES_OF_explorer,
}
for (const place of document.querySelectorAll<HTMLElement>('[data-lines]')) {
  place.textContent = `${lines[place.dataset['lines'] ?? '']?.toLocaleString('en')} lines`
}
find('size', HTMLElement).textContent = import.meta.env.PAGE_SIZE
copyWith(find('copy-install', HTMLButtonElement), () => 'npm install tinyhelix')

showEvents()
void showStage()
void showExample()
