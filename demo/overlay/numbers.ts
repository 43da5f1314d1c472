const whole = new Intl.NumberFormat('en')
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 })

/** `12,345`; from a million on `1.23M`. */
export const amount = (count: number): string => (count < 1_000_000 ? whole : short).format(count)

/** `1 vote`, `12,345 votes` */
export const counted = (count: number, noun: string): string => `${amount(count)} ${noun}${count === 1 ? '' : 's'}`

/** `42%`; of nothing it is `0%`. */
export const share = (part: number, all: number): string => `${all ? Math.round((part / all) * 100) : 0}%`
