import { useState } from 'react'
import { useToast } from './Toasts.tsx'

/** The sources of all places, each loaded when it is asked for. */
const sources = import.meta.glob<string>('../places/*.tsx', { query: '?raw', import: 'default' })

/** The code of a place, as it is. */
export function HowItIsDone({ place }: { place: string }) {
  const toast = useToast()
  const [code, setCode] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => toast('Code copied.'),
      () => toast('Couldn’t copy the code. Select it instead.'),
    )
  return (
    <details
      className="how"
      onToggle={event => {
        if (event.currentTarget.open) void sources[`../places/${place}.tsx`]?.().then(setCode)
      }}
    >
      <summary>How it is done</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to scroll it */}
      <pre tabIndex={0}>{code}</pre>
      <button type="button" className="button" onClick={copy}>
        Copy
      </button>
    </details>
  )
}
