import { array, number, object, string } from '../../schema/object.ts'

/** A secret that an extension's backend signs its tokens with. */
export interface ExtensionSecret {
  /** The secret, in base64. */
  content: string
  /** When it becomes active for signing, in RFC 3339. */
  active_at: string
  /** When it can no longer verify tokens, in RFC 3339. */
  expires_at: string
}

/** The secrets of an extension. */
export interface ExtensionSecrets {
  /** The version of the format of the secrets. */
  format_version: number
  secrets: ExtensionSecret[]
}

export const secrets = object<ExtensionSecrets>({
  format_version: number,
  secrets: array(object<ExtensionSecret>({ content: string, active_at: string, expires_at: string })),
})
