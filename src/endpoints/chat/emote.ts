import { array, type Fields, object, string } from '../../schema/object.ts'

/** What every list says of an emote. `emoteUrl` makes its picture's address. */
export interface Emote {
  id: string
  /** What one types in chat. */
  name: string
  /** Whether there is a still picture, or a moving one too. */
  format: ('static' | 'animated' | (string & {}))[]
  /** Sizes: 28, 56 and 112 pixels. */
  scale: ('1.0' | '2.0' | '3.0' | (string & {}))[]
  /** Backgrounds that there is a picture for. */
  theme_mode: ('light' | 'dark' | (string & {}))[]
}

/** Addresses of an emote's still picture for a light background. `emoteUrl` gives the others. */
export interface EmoteImages {
  /** 28 × 28 pixels. */
  url_1x: string
  /** 56 × 56 pixels. */
  url_2x: string
  /** 112 × 112 pixels. */
  url_4x: string
}

export const emoteFields: Fields<Emote> = {
  id: string,
  name: string,
  format: array(string),
  scale: array(string),
  theme_mode: array(string),
}

export const emoteImages = object<EmoteImages>({ url_1x: string, url_2x: string, url_4x: string })
