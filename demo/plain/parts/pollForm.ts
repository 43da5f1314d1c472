import { createPoll, type Poll } from 'tinyhelix'
import { h } from '../page/h.ts'
import { client } from '../twitch.ts'
import { span } from '../words/times.ts'
import { actionForm, field, select } from './actionForm.ts'

// #region how it is done
const ask = (title: string, answers: string[], duration: number) =>
  createPoll(client, { title, duration, choices: answers.map(title => ({ title })) })
// #endregion

const maxAnswers = 5

/** A form that begins a poll. */
export function pollForm({ onCreate }: { readonly onCreate: (poll: Poll) => void }): HTMLElement {
  const answers = h('div', { className: 'answers' })
  const more = h('button', { type: 'button', className: 'button button-quiet' }, 'Add an answer')
  const addAnswer = () => {
    const number = answers.childElementCount + 1
    const input = h('input', { name: 'answer', required: number <= 2, maxLength: 25, autocomplete: 'off' })
    answers.append(field(`Answer ${number}`, input))
    more.hidden = number === maxAnswers
    return input
  }
  more.onclick = () => addAnswer().focus()
  addAnswer()
  addAnswer()

  const durations = [30, 60, 120, 300, 600, 1800].map(seconds => [seconds, span(seconds)] as const)
  return h(
    'section',
    { className: 'card panel' },
    h('h2', { tabIndex: -1 }, 'New poll'),
    actionForm({
      className: 'poll-form',
      fields: [
        field('Question', h('input', { name: 'title', required: true, maxLength: 60, autocomplete: 'off' })),
        field('Runs for', select('duration', durations, 120)),
        answers,
        more,
      ],
      submit: 'Start the poll',
      work: async data => {
        const given = data.getAll('answer').map(String).filter(Boolean)
        onCreate(await ask(String(data.get('title')), given, Number(data.get('duration'))))
        return 'The poll has started.'
      },
    }),
  )
}
