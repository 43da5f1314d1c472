/** Where a category's live streams are. */
export const categoryAddress = (id: string): string => `#/category/${encodeURIComponent(id)}`

export const channelAddress = (login: string): string => `#/channel/${encodeURIComponent(login)}`

/** A channel at Twitch, where its stream can be watched. */
export const twitchAddress = (login: string): string => `https://www.twitch.tv/${encodeURIComponent(login)}`
