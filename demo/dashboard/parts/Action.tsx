import type { ComponentProps } from 'react'

interface ActionProps extends ComponentProps<'button'> {
  /** While it works, another click does nothing. */
  readonly isBusy?: boolean
}

/** A button that works for a while. It is never disabled, for a disabled button loses the focus. */
export const Action = ({ isBusy = false, className = '', onClick, type = 'button', ...rest }: ActionProps) => (
  <button
    {...rest}
    type={type}
    className={`button ${className}`}
    aria-disabled={isBusy}
    onClick={event => (isBusy ? event.preventDefault() : onClick?.(event))}
  />
)
