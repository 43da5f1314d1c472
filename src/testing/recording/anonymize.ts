import type { EventTypeSpec } from '../../eventsub/eventType.ts'
import { gifOf, gifs } from '../features/chatMessages.ts'
import { emotesIn } from '../features/emotes.ts'
import { dataAddress } from '../wire/images/dataAddress.ts'
import { isObject } from '../wire/readable.ts'
import { isSaid } from '../wire/samples/believableEvent.ts'
import { wordsFor } from '../wire/samples/eventWords.ts'
import { titles } from '../wire/samples/sampleText.ts'
import { categoriesOf } from '../world/categories.ts'
import { hash, pick, uuid } from '../world/random.ts'
import { remarks } from '../world/remarks.ts'
import { firstId, type Person, usersOf } from '../world/users.ts'
import type { World } from '../world/world.ts'

/** Replaces all personal data of an event. `ownId` is the id of the recorded channel. */
export type Anonymize = (
  type: Pick<EventTypeSpec, 'type'>,
  event: Readonly<Record<string, unknown>>,
  ownId: string | undefined,
) => Record<string, unknown>

type Named = Pick<Person, 'id' | 'login' | 'display_name'>

/** Fields with Twitch's own words, and fields without personal data. */
const isWordy =
  /^(types?|status|state|tier|sub_tier|sub_plan|action|list|notice_type|message_type|(background_)?color|group_layout|category|low_trust_status|ban_evasion_evaluation|format|currency|language|set_id|content_classification_labels|message_effect_id|channel_points_animation_id)$/
/** Versions of badges, and months. A badge of a prediction may contain its outcome. */
const isBadge = /^(\d{1,7}|(blue|pink)-\d{1,2})$/
const isWord = /^[\w#.-]{1,40}$/
const personField = /^((?:.+_)?(?:user|broadcaster|channel))_(id|login|name)$/
const isAddress = /(^|_)(url|logo|website|image)(_\w+)?$/

/** Each recording mixes in another number, so that an id does not lead back to the original. */
const freshSalt = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-')

/**
 * Replaces all personal data: people, ids and texts. Equal values stay equal, and values that are not known to be
 * harmless are replaced.
 */
export function createAnonymizer(world: World): Anonymize {
  const { all, main } = usersOf(world)
  const emotes = [...emotesIn(world, main)]
  const categories = categoriesOf(world).all
  const salt = freshSalt()
  const idFor = (id: string) => uuid(salt, id)
  const people = new Map<string, Named>()
  const byName = new Map<string, Named>()
  const titled = new Map<string, string>()
  const inCategory = new Map<string, (typeof categories)[number] | undefined>()

  const nextPerson = (): Named => {
    const index = people.size
    const id = `${firstId + index}`
    return all[index] ?? { id, login: `user${id}`, display_name: `User${id}` }
  }
  const personFor = (id: string): Named => {
    const known = people.get(id) ?? nextPerson()
    people.set(id, known)
    return known
  }
  /** Finds the user with this name, or creates one if the name never came with an id. */
  const personCalled = (name: string): Named =>
    byName.get(name.toLowerCase()) ?? personFor(`called ${name.toLowerCase()}`)

  const titleFor = (text: string): string => {
    const known = titled.get(text)
    if (known !== undefined) return known
    const round = Math.floor(titled.size / titles.length)
    const title = `${pick(titles, titled.size)}${round ? ` ${round + 1}` : ''}`
    titled.set(text, title)
    return title
  }
  /** Another remark in place of a text. Spaces around it stay, and so do texts without words. */
  const saidFor = (text: string): string =>
    /[\p{L}\p{N}]/u.test(text) ? text.replace(/\S.*\S|\S/su, pick(remarks, hash(salt, text))) : text

  const emoteFor = (original: Readonly<Record<string, unknown>>) => {
    const [name, emote] = emotes[hash(salt, `${original['id']}`) % emotes.length] ?? ['', null]
    const own: Readonly<Record<string, unknown>> = { name, ...emote }
    return { name, emote: Object.fromEntries(Object.keys(original).map(key => [key, own[key] ?? ''])) }
  }

  return ({ type }, event, ownId) => {
    if (ownId !== undefined && !people.size) people.set(ownId, main)

    const textOf = (key: string, text: string, path: string, siblings: Readonly<Record<string, unknown>>): string => {
      if (text === '') return text
      const [, stem, part] = personField.exec(key) ?? []
      if (stem !== undefined) {
        const id = siblings[`${stem}_id`]
        const person =
          part === 'id' ? personFor(text) : typeof id === 'string' && id ? personFor(id) : personCalled(text)
        return part === 'id' ? person.id : part === 'login' ? person.login : person.display_name
      }
      if (key.endsWith('channel_ids')) return personFor(text).id
      if (key.endsWith('_at')) return Number.isNaN(Date.parse(text)) ? '' : new Date(text).toISOString()
      if (wordsFor(type, path)?.includes(text) || (isWordy.test(key) && isWord.test(text))) return text
      if ('set_id' in siblings && (key === 'id' || key === 'info')) return isBadge.test(text) ? text : '1'
      if (key === 'category_id' || key === 'category_name') {
        const id = `${siblings['category_id']}`
        if (!inCategory.has(id)) inCategory.set(id, categories[inCategory.size % categories.length])
        return inCategory.get(id)?.[key === 'category_id' ? 'id' : 'name'] ?? ''
      }
      if (key === 'id' || key.endsWith('_id')) return idFor(text)
      if (key === 'email') return 'somebody@mail.example'
      if (isAddress.test(key)) return dataAddress(`picture/${hash(salt, text) % 9}-300x300.svg`)
      if (key === 'system_message') {
        const id = siblings['chatter_user_id']
        const name = typeof id === 'string' && id ? personFor(id).display_name : 'Somebody'
        return `${name}: ${`${siblings['notice_type']}`.replaceAll('_', ' ')}`
      }
      return isSaid.test(key) ? saidFor(text) : titleFor(text)
    }

    const replacementOf = (
      key: string,
      value: unknown,
      path: string,
      siblings: Readonly<Record<string, unknown>>,
    ): unknown => {
      if (typeof value === 'string') return textOf(key, value, path, siblings)
      if (Array.isArray(value)) return value.map(item => replacementOf(key, item, path, {}))
      if (!isObject(value)) return value
      if (/(^|_)emote$/.test(key)) return emoteFor(value).emote
      return objectOf(value, path)
    }

    const objectOf = (value: Readonly<Record<string, unknown>>, path: string): Record<string, unknown> => {
      for (const [key, id] of Object.entries(value)) {
        const [, stem, part] = personField.exec(key) ?? []
        if (part === 'id' && typeof id === 'string' && id) learnNames(id, value[`${stem}_login`], value[`${stem}_name`])
      }
      const copy: Record<string, unknown> = Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          key,
          replacementOf(key, inner, path ? `${path}.${key}` : key, value),
        ]),
      )
      const { fragments, text } = value
      if (Array.isArray(fragments)) {
        const pieces = fragments.map(piece => (isObject(piece) ? pieceOf(piece, `${path}.fragments`) : null))
        copy['fragments'] = pieces
        if (typeof text === 'string')
          copy['text'] = asAction(text, pieces.map(piece => `${piece?.['text'] ?? ''}`).join(''))
      } else if (typeof text === 'string' && Array.isArray(value['emotes'])) {
        // These are positions in the text, which has changed.
        copy['emotes'] = []
      }
      return copy
    }

    const learnNames = (id: string, ...names: readonly unknown[]) => {
      const called = names.filter(name => typeof name === 'string' && name !== '').map(name => `${name}`.toLowerCase())
      // Two users may have had the same name at different times.
      const nameless = called.flatMap(name => people.get(`called ${name}`) ?? [])[0]
      const person = people.get(id) ?? nameless ?? personFor(id)
      people.set(id, person)
      for (const name of called) byName.set(name, person)
    }

    /** A fragment of a message, and its text. */
    const pieceOf = (piece: Readonly<Record<string, unknown>>, path: string): Record<string, unknown> => {
      const copy = objectOf(piece, path)
      const { emote, cheermote, mention, gif } = piece
      if (isObject(emote)) return { ...copy, text: emoteFor(emote).name }
      if (isObject(cheermote)) {
        return { ...copy, text: `Cheer${cheermote['bits']}`, cheermote: { ...cheermote, prefix: 'Cheer' } }
      }
      if (isObject(mention)) return { ...copy, text: `@${Object(copy['mention']).user_name}` }
      if (isObject(gif)) {
        const text = pick(gifs, hash(salt, `${gif['gif_id']}`))
        return { ...copy, text, gif: gifOf(world, text) }
      }
      return copy
    }

    return objectOf(event, '')
  }
}

/** Encloses a text in the control characters of an action, if the original had them. */
const asAction = (original: string, text: string): string =>
  original.startsWith('\u0001ACTION ') ? `\u0001ACTION ${text}\u0001` : text
