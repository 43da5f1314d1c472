/** Replaces the text of a document between `<!-- name -->` and `<!-- /name -->`. */
export function replaceMarked(document: string, name: string, text: string): string {
  const marked = new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`)
  if (!marked.test(document)) throw new Error(`There is no place marked "${name}".`)
  return document.replace(marked, (_, open, close) => `${open}\n\n${text}\n\n${close}`)
}
