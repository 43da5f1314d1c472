export type Child = Node | string | false | null | undefined

/** Makes an element with DOM properties and children; what is absent of the latter is left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties)
  for (const child of children) if (child) element.append(child)
  return element
}
