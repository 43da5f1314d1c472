import { useState } from 'react'
import { type Kind, kinds, useActivity } from '../activity.ts'
import { fromNow } from '../words/times.ts'
import { Icon } from './Icon.tsx'
import { useNow } from './useNow.ts'

/** The kinds that are left out. It is kept while one is elsewhere in the page. */
let left: ReadonlySet<Kind> = new Set()

const all = Object.keys(kinds) as readonly Kind[]

/** What viewers do, with the newest at the top, and what of it to show. */
export function ActivityFeed() {
  const feed = useActivity()
  const [hidden, setHidden] = useState(left)
  useNow(30_000)
  const toggle = (kind: Kind) => {
    const next = new Set(hidden)
    if (!next.delete(kind)) next.add(kind)
    left = next
    setHidden(next)
  }
  const shown = feed.filter(({ kind }) => !hidden.has(kind))
  return (
    <section className="card activity" aria-label="Activity">
      <h2>Activity</h2>
      <fieldset className="chips" aria-label="What to show">
        {all.map(kind => (
          <button
            key={kind}
            type="button"
            className="chip"
            aria-pressed={!hidden.has(kind)}
            onClick={() => toggle(kind)}
          >
            {kinds[kind].name}
          </button>
        ))}
      </fieldset>
      {shown.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to scroll it
        <ul className="activity-rows" tabIndex={0} aria-label="What has happened">
          {shown.map(({ id, kind, name, text, at }) => (
            <li key={id} className={`activity-${kind}`}>
              <Icon name={kinds[kind].icon} />
              <p>
                <strong>{name}</strong> {text}
              </p>
              <time className="muted" dateTime={at}>
                {fromNow(at)}
              </time>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">
          {feed.length
            ? 'Nothing of what you chose has happened yet.'
            : 'Follows, subs and raids show up here as they come.'}
        </p>
      )}
    </section>
  )
}
