import { useSyncExternalStore } from 'react'
import { useHelixAuth } from 'tinyhelix/react'
import { client } from '../twitch.ts'
import { Icon } from './Icon.tsx'

interface Toast {
  readonly text: string
  /** Takes back what was done. */
  readonly undo: (() => unknown) | undefined
}

let shown: Toast | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function show(next: Toast | null) {
  shown = next
  for (const listener of listeners) listener()
}

const currentUser = () => client.auth?.state.session?.userId

/**
 * Returns a function that says for a while what was done; longer if it can be taken back. Twitch may answer after another user
 * has signed in: nothing is said to them.
 */
export function useToast(): (text: string, undo?: Toast['undo']) => void {
  const userId = useHelixAuth().session?.userId
  return (text, undo) => {
    if (currentUser() !== userId) return
    clearTimeout(timer)
    timer = setTimeout(show, undo ? 15_000 : 6000, null)
    show({ text, undo })
  }
}

// What was said to one user is not to follow to another.
let user = currentUser()
client.auth?.subscribe(() => {
  if (currentUser() !== user) show(null)
  user = currentUser()
})

// What was said of one place is not to follow to another.
addEventListener('hashchange', () => show(null))

const onChange = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Toasts() {
  const current = useSyncExternalStore(onChange, () => shown)
  return (
    <div className="toasts" role="status">
      {current && (
        <p className="toast">
          <Icon name="check" />
          <span>{current.text}</span>
          {current.undo && (
            <button
              type="button"
              className="button"
              onClick={() => {
                current.undo?.()
                show(null)
              }}
            >
              Undo
            </button>
          )}
        </p>
      )}
    </div>
  )
}
