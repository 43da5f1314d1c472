const whole = new Intl.NumberFormat('en')
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** `12,345` */
export const exact = (count: number): string => whole.format(count)

/** `12.3K` */
export const brief = (count: number): string => compact.format(count)

/** `1 vote`, `2 votes` */
export const counted = (count: number, noun: string): string => `${exact(count)} ${noun}${count === 1 ? '' : 's'}`

/** `42%`; of nothing it is `0%`. */
export const share = (part: number, all: number): string => `${all ? Math.round((part / all) * 100) : 0}%`
