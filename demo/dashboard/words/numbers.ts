const whole = new Intl.NumberFormat('en')

/** `1 vote`, `12,345 votes` */
export const counted = (count: number, noun: string): string =>
  `${whole.format(count)} ${noun}${count === 1 ? '' : 's'}`

/** `42%`; of nothing it is `0%`. */
export const share = (part: number, all: number): string => `${all ? Math.round((part / all) * 100) : 0}%`
