import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from '@tanstack/virtual-core'
import { h } from '../page/h.ts'

interface WindowedList<T> {
  readonly key: (item: T) => string
  readonly row: (item: T) => HTMLElement
  /** Of the list, which CSS lays out as a grid of any number of columns. */
  readonly className: string
}

/**
 * A list of which only the part near the screen is in the page, however long it is; padding stands for the rest. It
 * scrolls with the page.
 */
export function windowedList<T>({ key, row, className }: WindowedList<T>) {
  const list = h('ul', { className: `windowed ${className}`, role: 'list' })
  const drawn = new Map<string, HTMLLIElement>()
  let items: readonly T[] = []
  let isWhole = false
  let columns = 0
  let gaps = { row: 0, column: 0 }
  let lineHeight = 0
  let isDrawing = false

  // A line of the grid is known by its first item.
  const getItemKey = (line: number) => {
    const first = items[line * columns]
    return first === undefined ? line : key(first)
  }
  const options = () => ({
    count: columns && Math.ceil(items.length / columns),
    gap: gaps.row,
    scrollMargin: list.getBoundingClientRect().top + scrollY,
    overscan: 4,
    estimateSize: () => lineHeight || 100,
    getItemKey,
    getScrollElement: () => window,
    initialRect: { width: innerWidth, height: innerHeight },
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    useAnimationFrameWithResizeObserver: true,
    onChange: () => draw(),
  })
  const lines = new Virtualizer<Window, HTMLLIElement>(options())

  const elementFor = (index: number, item: T): HTMLLIElement => {
    const id = key(item)
    const element = drawn.get(id) ?? h('li', {}, row(item))
    drawn.set(id, element)
    element.dataset['index'] = `${Math.floor(index / columns)}`
    element.ariaPosInSet = `${index + 1}`
    element.ariaSetSize = isWhole ? `${items.length}` : '-1'
    return element
  }

  /** The lines around the focus stay, wherever the page is scrolled to: the keyboard goes on from there. */
  const linesAtFocus = () => {
    const focused = list.contains(document.activeElement) && document.activeElement?.closest('li')
    const index = focused ? items.findIndex(item => drawn.get(key(item)) === focused) : -1
    const line = Math.floor(index / columns)
    return index < 0 ? [] : [line - 1, line, line + 1]
  }

  /** Puts a line outside of the flow to where it would be in it. */
  const placeAlone = (elements: readonly HTMLElement[], top: number) => {
    const width = (list.clientWidth - gaps.column * (columns - 1)) / columns
    for (const [column, { style }] of elements.entries()) {
      style.cssText = `position: absolute; top: ${top}px; left: ${column * (width + gaps.column)}px; width: ${width}px`
    }
  }

  /** Draws the lines near the screen, and gives the first item of each. */
  const drawLines = () => {
    lines.setOptions(options())
    lines._willUpdate()
    const near = lines.getVirtualItems()
    const { scrollMargin, count } = lines.options
    const [first, last] = [near[0], near.at(-1)]
    const flow = near.map(({ index }) => index)
    const alone = linesAtFocus().filter(line => line >= 0 && line < count && !flow.includes(line))

    const wanted: HTMLElement[] = []
    const heads: HTMLLIElement[] = []
    for (const line of [...flow, ...alone].sort((a, b) => a - b)) {
      const start = line * columns
      const elements = items.slice(start, start + columns).map((item, column) => elementFor(start + column, item))
      wanted.push(...elements)
      if (alone.includes(line)) {
        placeAlone(elements, (lines.measurementsCache[line]?.start ?? scrollMargin) - scrollMargin)
      } else {
        for (const { style } of elements) style.cssText = ''
        if (elements[0]) heads.push(elements[0])
      }
    }

    for (const [id, element] of drawn) {
      if (wanted.includes(element)) continue
      drawn.delete(id)
      element.remove()
    }
    let next = list.firstElementChild
    for (const element of wanted) {
      if (element === next) next = next.nextElementSibling
      else list.insertBefore(element, next)
    }
    list.style.paddingTop = first ? `${first.start - scrollMargin}px` : ''
    list.style.paddingBottom = last ? `${lines.getTotalSize() + scrollMargin - last.end}px` : ''
    return heads
  }

  const draw = () => {
    // What is not in the page has no size, and measuring asks to draw again.
    if (isDrawing || !list.isConnected) return
    isDrawing = true
    if (!columns) readColumns()
    let heads = drawLines()
    if (!lineHeight && heads[0]) {
      lineHeight = heads[0].offsetHeight
      lines.measure()
      heads = drawLines()
    }
    for (const head of heads) lines.measureElement(head)
    drawLines()
    isDrawing = false
  }

  const readColumns = () => {
    const style = getComputedStyle(list)
    const count = style.gridTemplateColumns.split(' ').length
    gaps = { row: Number.parseFloat(style.rowGap) || 0, column: Number.parseFloat(style.columnGap) || 0 }
    if (count === columns) return
    columns = count
    lineHeight = 0
    lines.measure()
  }

  let width = 0
  const sizes = new ResizeObserver(() => {
    if (list.clientWidth === width) return
    width = list.clientWidth
    if (width) {
      requestAnimationFrame(() => {
        readColumns()
        draw()
      })
    } else {
      // Another page is shown. The lines are observed anew when this one comes back.
      lines.measureElement(null)
    }
  })
  sizes.observe(list)

  return {
    node: list,
    /** Shows these items; if they are not the whole list, there are more to come. */
    show: (all: readonly T[], whole: boolean) => {
      items = all
      isWhole = whole
      draw()
    },
    /** An item's row, and what follows it on the screen or else precedes it. */
    find: (id: string) => {
      const row = drawn.get(id)
      return { row, neighbour: row?.nextElementSibling ?? row?.previousElementSibling }
    },
    stop: () => {
      sizes.disconnect()
      lines._didMount()()
    },
  }
}
