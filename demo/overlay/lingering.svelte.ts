interface Row {
  readonly id: string
  readonly status: string
}

/** How long the result of a poll or a prediction stays. */
const time = 20_000

/** The latest row while it runs, and for a while after its end. What had ended before is not shown. */
export function createLingering<R extends Row>(latest: () => R | undefined, running: readonly string[]) {
  let shownId = $state('')

  $effect(() => {
    const row = latest()
    if (!row) return
    if (running.includes(row.status)) {
      shownId = row.id
      return
    }
    const timer = setTimeout(() => {
      shownId = ''
    }, time)
    return () => clearTimeout(timer)
  })

  return {
    get current() {
      const row = latest()
      return row?.id === shownId ? row : undefined
    },
  }
}
