/** An element that the page has for certain. */
export function find<E extends HTMLElement>(id: string, type: new () => E): E {
  const found = document.getElementById(id)
  if (!(found instanceof type)) throw new Error(`The page lacks #${id}.`)
  return found
}
