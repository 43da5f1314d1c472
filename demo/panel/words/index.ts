import { extension } from '../extension.ts'
import { de } from './de.ts'
import { en, type Words } from './en.ts'

const languages: Readonly<Record<string, Words>> = { de, en }

// The viewer's language is in the address. That of the context is the broadcast's.
const { language: wanted, locale } = extension.state.view

/** The viewer's language, if the extension has its words; otherwise English. */
export const language = wanted && Object.hasOwn(languages, wanted) ? wanted : 'en'
export const words = languages[language] ?? en

/** How numbers and times are written. */
export const format = language === wanted ? (locale ?? language) : language
