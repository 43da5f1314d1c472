/** The three fields of a user, such as `target_user_id`. */
type UserFields<Role extends string, Value> = Readonly<Record<`${Role}_user_${'id' | 'login' | 'name'}`, Value>>

/** Names a user by the fields that Twitch has for a role. For what each message needs, they are written out, which is faster. */
export const userFields = <Role extends string, Value>(
  role: Role,
  id: Value,
  login: Value,
  name: Value,
): UserFields<Role, Value> =>
  // The compiler does not compute names.
  ({ [`${role}_user_id`]: id, [`${role}_user_login`]: login, [`${role}_user_name`]: name }) as UserFields<Role, Value>
