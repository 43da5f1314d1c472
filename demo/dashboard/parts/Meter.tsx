import { share } from '../words/numbers.ts'

/** A bar that is filled in part. */
export const Meter = ({ value, max, label }: { value: number; max: number; label: string }) => (
  <div
    className="track"
    role="progressbar"
    aria-label={label}
    aria-valuenow={value}
    aria-valuemin={0}
    aria-valuemax={max}
  >
    <span className="fill fill-main" style={{ inlineSize: share(value, max) }} />
  </div>
)
