import { h } from '../page/h.ts'
import { toast } from '../page/toast.ts'
import { wordsFor } from '../words/errors.ts'

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
        const place = location.hash
        let words: Parameters<typeof toast>
        try {
          words = [await work()]
        } catch (error) {
          const { title, text } = wordsFor(error)
          words = [`${title}. ${text}`, 'warning']
        }
        button.ariaDisabled = 'false'
        // If the user has gone to another page meanwhile, it is not shown there.
        if (location.hash === place) toast(...words)
      },
    },
    ...content,
  )
  return button
}
