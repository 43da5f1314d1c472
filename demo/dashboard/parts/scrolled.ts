/** How far down each place was scrolled when it was left, by its address. */
export const scrolled = new Map<string, number>()
