/** The widest page of each layout, in `rem`. */
const layouts = { narrow: 75, stacked: 60, small: 40, tiny: 24, least: 16 } as const

/**
 * Tells the styles which layouts the page has room for. Media queries know the text size of the browser, but not that of a
 * reader's own style sheet: with large text, a large screen has the room of a small one.
 */
function measure(): void {
  const { clientWidth, dataset } = document.documentElement
  const room = clientWidth / Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  dataset['layout'] = Object.entries(layouts)
    .flatMap(([name, widest]) => (room < widest ? name : []))
    .join(' ')
}

/** Chooses the layouts now, and whenever the window or the text changes its size. */
export function watchRoom(): void {
  measure()
  addEventListener('resize', measure)
  new ResizeObserver(measure).observe(document.body)
}
