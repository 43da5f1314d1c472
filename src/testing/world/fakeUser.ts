/** A user of your own, with the fields that Twitch has for users. */
export interface FakeUser {
  readonly login: string
  /** @defaultValue an id that is free */
  readonly id?: string | undefined
  /** @defaultValue the login */
  readonly display_name?: string | undefined
  /** @defaultValue `'affiliate'` */
  readonly broadcaster_type?: '' | 'affiliate' | 'partner' | undefined
  /** @defaultValue empty */
  readonly description?: string | undefined
}
