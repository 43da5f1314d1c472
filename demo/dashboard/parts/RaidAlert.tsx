import { useState } from 'react'
import { sendShoutout } from 'tinyhelix'
import { type ChannelRaidEvent, channelRaid } from 'tinyhelix/eventsub'
import { useEventSub, useHelixMutation } from 'tinyhelix/react'
import { counted } from '../words/numbers.ts'
import { clock } from '../words/times.ts'
import { Action } from './Action.tsx'
import { Notice } from './Notice.tsx'
import { useToast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'
import { useNow } from './useNow.ts'

/** Twitch takes one shoutout in two minutes. */
const pause = 120_000
/** When it takes the next one, in milliseconds since 1970. */
let nextAt = 0

interface RaidNoticeProps {
  readonly raid: ChannelRaidEvent
  readonly onDismiss: () => void
}

function RaidNotice({ raid, onDismiss }: RaidNoticeProps) {
  const toast = useToast()
  const { from_broadcaster_user_id, from_broadcaster_user_name: name, viewers } = raid
  const shoutOut = useHelixMutation(sendShoutout)
  const wait = Math.max(0, Math.ceil((nextAt - useNow(1000)) / 1000))
  const send = () =>
    shoutOut.mutate(
      { to_broadcaster_id: from_broadcaster_user_id },
      {
        onSuccess: () => {
          nextAt = Date.now() + pause
          toast(`You gave ${name} a shoutout.`)
        },
      },
    )
  return (
    <Notice
      icon="raid"
      title={`${name} is raiding you`}
      text={`${counted(viewers, 'viewer')} came along.`}
      role="alert"
    >
      <Action isBusy={shoutOut.isPending || wait > 0} onClick={send}>
        {wait > 0 ? `Shout out in ${clock(wait)}` : 'Shout out'}
      </Action>
      <button type="button" className="button" onClick={onDismiss}>
        Dismiss
      </button>
      <Trouble error={shoutOut.error} />
    </Notice>
  )
}

/** Says who raids the channel, until it is dismissed: over the page, so that nothing moves under a pointer. */
export function RaidAlert() {
  const [raids, setRaids] = useState<readonly [number, ChannelRaidEvent | null]>([0, null])
  useEventSub(channelRaid, raid => setRaids(([count]) => [count + 1, raid]))
  const [count, raid] = raids
  if (!raid) return null
  return (
    <div className="raid-alert">
      <RaidNotice key={count} raid={raid} onDismiss={() => setRaids([count, null])} />
    </div>
  )
}
