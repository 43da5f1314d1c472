/** A table for the README. The first column is text, the others are numbers. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map((_, column) => (column ? '---:' : '---')), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')
