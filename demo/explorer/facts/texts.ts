import type { ExportText } from '../build/readDeclarations.ts'
import type { Refusal } from '../build/refusals.ts'
import type { GuideHeading } from '../build/renderGuide.ts'
import type { Params } from './library.ts'

export type { FieldText } from '../build/readDeclarations.ts'

/** What is known about an export, beside its description. */
export interface PageText extends ExportText {
  /** Ids of what a new fake has, for parameters that must name something. */
  readonly found?: Params
  /** An event as Twitch might send it. */
  readonly event?: Params
  /** Why Twitch refuses calls, by the status. */
  readonly refused?: readonly Refusal[]
  /** How many bytes it adds to a page, compressed. */
  readonly bytes?: number
}

/** A guide to show. */
export interface GuideText {
  readonly title: string
  readonly headings: readonly GuideHeading[]
  readonly html: string
}

/** What the search looks through. */
export interface SearchTexts {
  readonly pages: readonly {
    readonly name: string
    readonly first: string
    readonly rest: string
    readonly see: string
    readonly fields: string
    /** What people call it. */
    readonly asked: string
  }[]
  readonly headings: readonly { readonly address: string; readonly title: string; readonly guide: string }[]
}
