import { format } from './words/index.ts'

const whole = new Intl.NumberFormat(format)
const compact = new Intl.NumberFormat(format, { notation: 'compact', maximumFractionDigits: 1 })

/** `12.3K` */
export const brief = (count: number): string => compact.format(count)

/** `1 view`, `12,345 views` */
export const counted = (count: number, write: (count: string, isOne: boolean) => string): string =>
  write(whole.format(count), count === 1)
