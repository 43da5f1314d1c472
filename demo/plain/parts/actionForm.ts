import { type Child, h } from '../page/h.ts'
import { clearToast, toast } from '../page/toast.ts'
import { errorNotice } from './errorNotice.ts'

interface ActionForm {
  readonly fields: readonly Child[]
  /** The button to send it, or what stands on it. */
  readonly submit: string | HTMLButtonElement
  readonly className?: string
  /** Does it, and says what was done. What was entered stays unless this resets it. */
  readonly work: (data: FormData) => Promise<string>
}

/** A form that cannot be sent twice at once, and says in itself what went wrong. */
export function actionForm({ fields, submit, className = '', work }: ActionForm): HTMLFormElement {
  const trouble = h('div', { className: 'trouble' })
  const button =
    typeof submit === 'string' ? h('button', { type: 'submit', className: 'button button-main' }, submit) : submit
  const fieldset = h('fieldset', {}, ...fields, trouble, h('div', { className: 'form-end' }, button))
  const form = h(
    'form',
    {
      className: `form ${className}`,
      onsubmit: async event => {
        event.preventDefault()
        if (fieldset.disabled) return
        // Before it is disabled: a disabled field has no data, and cannot keep the focus.
        const data = new FormData(form)
        const focused = document.activeElement
        const place = location.hash
        fieldset.disabled = true
        trouble.replaceChildren()
        clearToast()
        let done: string | undefined
        try {
          done = await work(data)
        } catch (error) {
          trouble.replaceChildren(errorNotice(error))
        }
        fieldset.disabled = false
        // If the user has gone to another page meanwhile, it is not shown there.
        if (done && location.hash === place) toast(done)
        if (form.isConnected && focused instanceof HTMLElement) focused.focus()
      },
    },
    fieldset,
  )
  return form
}

/** A labelled control, with what there is to know about it. */
export const field = (label: string, control: HTMLElement, hint?: string): HTMLLabelElement =>
  h('label', { className: 'field' }, h('span', {}, label), control, hint && h('small', {}, hint))

/** A choice of one among few. */
export const select = <V extends string | number>(
  name: string,
  choices: readonly (readonly [value: V, text: string])[],
  chosen?: V,
): HTMLSelectElement =>
  h(
    'select',
    { name },
    ...choices.map(([value, text]) => h('option', { value: `${value}`, selected: value === chosen }, text)),
  )
