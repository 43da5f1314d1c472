import { headingsOf } from './documents.ts'

const sectionsOf = (text: string) => headingsOf(text).filter(({ level }) => level === 2)

/** Whether a document has a list of its contents: the README, and each guide with more than two sections. */
export const hasContents = (document: string, text: string): boolean =>
  /^(README|src\/.+)\.md$/.test(document) && sectionsOf(text).length > 2

/** Links to the sections of a document, in one line. */
export const contentsOf = (text: string): string =>
  sectionsOf(text)
    .map(({ text, anchor }) => `[${text}](#${anchor})`)
    .join(' · ')
