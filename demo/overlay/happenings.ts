import {
  channelCheer,
  channelFollow,
  channelRaid,
  channelSubscribe,
  channelSubscriptionGift,
  channelSubscriptionMessage,
  type EventMeta,
} from 'tinyhelix/eventsub'
import { useEventSub } from 'tinyhelix/svelte'
import type { Happening } from './happening.ts'
import type { AlertType } from './settings.ts'

type Told = Partial<Omit<Happening, 'id' | 'type' | 'names'>> & { readonly name: string | null | undefined }

/** Tells a component all that deserves an alert. */
export function useHappenings(handler: (happening: Happening) => void): void {
  const tell = (type: AlertType, { id }: EventMeta, { name, ...told }: Told) =>
    handler({ id, type, names: [name ?? 'Anonymous'], amount: 1, tier: '', message: '', ...told })

  useEventSub(channelFollow, ({ user_name }, meta) => tell('follow', meta, { name: user_name }))
  useEventSub(channelSubscribe, ({ user_name, tier, is_gift }, meta) => {
    // Ten gifted subscriptions are one gift and ten of these: thank for the gift alone.
    if (!is_gift) tell('subscribe', meta, { name: user_name, tier })
  })
  useEventSub(channelSubscriptionMessage, ({ user_name, cumulative_months, tier, message }, meta) =>
    tell('resubscribe', meta, { name: user_name, amount: cumulative_months, tier, message: message.text }),
  )
  useEventSub(channelSubscriptionGift, ({ user_name, total, tier }, meta) =>
    tell('gift', meta, { name: user_name, amount: total, tier }),
  )
  useEventSub(channelCheer, ({ user_name, bits, message }, meta) =>
    tell('cheer', meta, { name: user_name, amount: bits, message }),
  )
  useEventSub(channelRaid, ({ from_broadcaster_user_name, viewers }, meta) =>
    tell('raid', meta, { name: from_broadcaster_user_name, amount: viewers }),
  )
}
