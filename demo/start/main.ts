import { showExample } from './showExample.ts'
import { showStage } from './showStage.ts'

const lines: Readonly<Record<string, number>> = {
  plain: import.meta.env.LINES_OF_plain,
  dashboard: import.meta.env.LINES_OF_dashboard,
  overlay: import.meta.env.LINES_OF_overlay,
  panel: import.meta.env.LINES_OF_panel,
}
for (const place of document.querySelectorAll<HTMLElement>('[data-lines]')) {
  place.textContent = `${lines[place.dataset['lines'] ?? '']?.toLocaleString('en')} lines`
}

void showStage()
void showExample()
