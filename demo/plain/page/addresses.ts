/** Where a category's live streams are. */
export const categoryAddress = (id: string): string => `#/category/${encodeURIComponent(id)}`

export const channelAddress = (login: string): string => `#/channel/${encodeURIComponent(login)}`
