/** The earlier one of two times in RFC 3339. */
export const earlierTime = (one: string, other: string): string => (other < one ? other : one)
