import { isHelixError } from 'tinyhelix'
import { h } from '../page/h.ts'
import { toast } from '../page/toast.ts'

/** A button for one thing to do; it cannot be pressed again meanwhile, and says what was done, or what went wrong. */
export function actionButton(className: string, content: readonly (Node | string)[], work: () => Promise<string>) {
  const button = h(
    'button',
    {
      type: 'button',
      className: `button ${className}`,
      onclick: async () => {
        if (button.ariaDisabled === 'true') return
        button.ariaDisabled = 'true'
        try {
          toast(await work())
        } catch (error) {
          toast(isHelixError(error) ? (error.detail ?? error.message) : String(error), 'warning')
        } finally {
          button.ariaDisabled = 'false'
        }
      },
    },
    ...content,
  )
  return button
}
