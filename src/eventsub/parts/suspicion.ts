/** How a channel treats a user whom it suspects. `no_treatment` was seen where `none` is documented. */
export type EventSuspicion = 'none' | 'no_treatment' | 'active_monitoring' | 'restricted' | (string & {})
