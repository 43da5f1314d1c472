import { h } from '../page/h.ts'
import type { Place } from '../page/router.ts'
import { errorNotice } from './errorNotice.ts'

interface Loading<T> {
  readonly read: () => Promise<T>
  readonly show: (value: T) => Node
  /** What the place looks like until then. */
  readonly skeleton: Node
  /** The page's title until `show` has its own. */
  readonly title?: string
}

/** A place for what a call brings: its skeleton at first, then the content, or what went wrong and a way to try again. */
export function loaded<T>({ signal }: Pick<Place, 'signal'>, { read, show, skeleton, title }: Loading<T>): HTMLElement {
  const box = h('div', { className: 'loaded', ariaBusy: 'true' })
  // Screen readers go by it.
  const heading = title === undefined ? [] : [h('h1', { className: 'unseen' }, title)]
  const load = async () => {
    box.ariaBusy = 'true'
    box.replaceChildren(...heading, skeleton)
    let content: readonly Node[]
    try {
      content = [show(await read())]
    } catch (error) {
      if (signal.aborted) return
      content = [...heading, errorNotice(error, load)]
    }
    if (signal.aborted) return
    box.ariaBusy = 'false'
    box.replaceChildren(...content)
  }
  void load()
  return box
}
