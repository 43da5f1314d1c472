import { array, type Fields, object, string } from '../../schema/object.ts'

/** The fields of an emote that every list has. `emoteURL` returns the URL of its image. */
export interface Emote {
  id: string
  /** The text that users type in chat. */
  name: string
  /** Whether there is only a static image, or an animated one too. */
  format: ('static' | 'animated' | (string & {}))[]
  /** Sizes: 28, 56 and 112 pixels. */
  scale: ('1.0' | '2.0' | '3.0' | (string & {}))[]
  /** Backgrounds for which there is an image. */
  theme_mode: ('light' | 'dark' | (string & {}))[]
}

/** URLs of an emote's static image for a light background. `emoteURL` returns the others. */
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
