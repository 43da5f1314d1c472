import { useSyncExternalStore } from 'react'
import { Icon } from './Icon.tsx'

interface Toast {
  readonly text: string
  readonly icon: 'check' | 'warning'
}

let shown: Toast | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function show(next: Toast | null) {
  shown = next
  for (const listener of listeners) listener()
}

/** Says for a while what was done, or what was not. */
export function toast(text: string, icon: Toast['icon'] = 'check'): void {
  clearTimeout(timer)
  timer = setTimeout(show, 6000, null)
  show({ text, icon })
}

const onChange = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Toasts() {
  const current = useSyncExternalStore(onChange, () => shown)
  return (
    <div className="toasts" role="status">
      {current && (
        <p className={`toast toast-${current.icon}`}>
          <Icon name={current.icon} />
          {current.text}
        </p>
      )}
    </div>
  )
}
