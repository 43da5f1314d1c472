import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { Icon } from './Icon.tsx'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog that is open as long as it is rendered. The first field or button of its content has the focus. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const name = useId()
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('.dialog-content :is(input, select, textarea, button)')?.focus()
    // Before it is removed, so that what had the focus before gets it back.
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={name}
      onClose={() => {
        // React's strict mode closes it and opens it again at once.
        if (ref.current?.open === false) onClose()
      }}
    >
      <header>
        <h2 id={name}>{title}</h2>
        <button type="button" className="button button-icon" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="dialog-content">{children}</div>
    </dialog>
  )
}
