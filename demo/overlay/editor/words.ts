import type { AlertType, PartName, Theme } from '../settings.ts'

export const partWords: Readonly<Record<PartName, string>> = {
  labels: 'Labels',
  chat: 'Chat',
  alerts: 'Alerts',
  goal: 'Goal',
  train: 'Hype Train',
  poll: 'Poll',
  prediction: 'Prediction',
  events: 'Event list',
}

export const alertWords: Readonly<Record<AlertType, string>> = {
  follow: 'Follow',
  subscribe: 'Subscription',
  resubscribe: 'Resubscription',
  gift: 'Gifted subs',
  cheer: 'Cheer',
  raid: 'Raid',
}

export const themeWords: Readonly<Record<Theme, string>> = {
  night: 'Round, dark glass; a soft slide',
  arcade: 'Hard edges and capitals; moves in steps',
  paper: 'Paper cards and a serif; laid down by hand',
}

/** What a type counts, where it does. */
export const minimumWords: Readonly<Partial<Record<AlertType, string>>> = {
  resubscribe: 'Months at least',
  gift: 'Subs at least',
  cheer: 'Bits at least',
  raid: 'Viewers at least',
}

/** The fields of texts. */
export const fields: Readonly<Record<AlertType, readonly string[]>> = {
  follow: ['name'],
  subscribe: ['name', 'tier'],
  resubscribe: ['name', 'months', 'tier', 'message', 'amount'],
  gift: ['name', 'subs', 'tier', 'amount'],
  cheer: ['name', 'bits', 'message', 'amount'],
  raid: ['name', 'viewers', 'amount'],
}
