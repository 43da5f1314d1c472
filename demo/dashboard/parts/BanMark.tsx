import { atMoment, fromNow } from '../words/times.ts'

/** That somebody is banned, or until when they are timed out. */
export const BanMark = ({ until }: { until: string }) =>
  until ? (
    <span className="tag" title={atMoment(until)}>
      Timed out, ends {fromNow(until)}
    </span>
  ) : (
    <span className="tag tag-bad">Banned</span>
  )
