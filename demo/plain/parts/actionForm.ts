import { h } from '../page/h.ts'
import { clearToast, toast } from '../page/toast.ts'
import { errorNotice } from './errorNotice.ts'

interface ActionForm {
  readonly fields: readonly Node[]
  readonly submit: string
  readonly className?: string
  /** Does it, and says what was done. */
  readonly work: (data: FormData) => Promise<string>
}

/** A form that cannot be sent twice at once, and says in itself what went wrong. */
export function actionForm({ fields, submit, className = '', work }: ActionForm): HTMLFormElement {
  const trouble = h('div', { className: 'trouble' })
  const button = h('button', { type: 'submit', className: 'button button-main' }, submit)
  const fieldset = h('fieldset', {}, ...fields, trouble, h('div', { className: 'form-end' }, button))
  return h(
    'form',
    {
      className: `form ${className}`,
      onsubmit: async event => {
        event.preventDefault()
        if (fieldset.disabled) return
        const form = fieldset.form
        if (!form) return
        // Before it is disabled: a disabled field has no data.
        const data = new FormData(form)
        const focused = document.activeElement
        fieldset.disabled = true
        trouble.replaceChildren()
        clearToast()
        try {
          toast(await work(data))
        } catch (error) {
          trouble.replaceChildren(errorNotice(error))
        } finally {
          fieldset.disabled = false
          if (focused instanceof HTMLElement) focused.focus()
        }
      },
    },
    fieldset,
  )
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
