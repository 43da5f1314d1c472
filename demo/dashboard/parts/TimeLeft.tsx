import { clock } from '../words/times.ts'
import { useNow } from './useNow.ts'

/** How long it is until a time: `1:05 left`. */
export function TimeLeft({ until }: { until: number }) {
  const now = useNow(1000)
  return <span className="time-left">{clock(Math.max(0, until - now) / 1000)} left</span>
}
