/** A table for the README: the first column is text, the others are figures. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map((_, column) => (column ? '---:' : '---')), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')
