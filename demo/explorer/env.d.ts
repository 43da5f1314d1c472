/// <reference types="vite/client" />
/// <reference types="svelte" />

declare module 'virtual:explorer/index' {
  import type { PageText } from './facts/texts.ts'

  /** The folder of each endpoint, such as `polls`. */
  export const folders: Readonly<Record<string, string>>
  export const guides: readonly { readonly slug: string; readonly title: string }[]
  export const loadSearch: () => Promise<{ readonly default: import('./facts/texts.ts').SearchTexts }>
  export const loadText: Readonly<Record<string, () => Promise<{ readonly default: PageText }>>>
  export const loadGuide: Readonly<
    Record<string, () => Promise<{ readonly default: import('./facts/texts.ts').GuideText }>>
  >
}
