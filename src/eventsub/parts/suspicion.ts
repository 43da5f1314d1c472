/** How a channel treats a suspicious user. Twitch sometimes sends `no_treatment` instead of the documented `none`. */
export type EventSuspicion = 'none' | 'no_treatment' | 'active_monitoring' | 'restricted' | (string & {})
