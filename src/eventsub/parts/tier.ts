/** The tier of a subscription: `1000` is tier 1 or Prime, `2000` tier 2, `3000` tier 3. */
export type EventTier = '1000' | '2000' | '3000' | (string & {})
