import { array, number, object, string } from '../../schema/object.ts'

/** A secret that an extension's backend signs its tokens with. */
export interface ExtensionSecret {
  /** The secret, in base64. */
  content: string
  /** From when on it signs, in RFC 3339. */
  active_at: string
  /** Until when it verifies, in RFC 3339. */
  expires_at: string
}

/** The secrets of an extension. */
export interface ExtensionSecrets {
  /** Which form the secrets have. */
  format_version: number
  secrets: ExtensionSecret[]
}

export const secrets = object<ExtensionSecrets>({
  format_version: number,
  secrets: array(object<ExtensionSecret>({ content: string, active_at: string, expires_at: string })),
})
