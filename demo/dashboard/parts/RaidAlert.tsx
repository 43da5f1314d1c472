import { useState } from 'react'
import { sendShoutout } from 'tinyhelix'
import { type ChannelRaidEvent, channelRaid } from 'tinyhelix/eventsub'
import { useEventSub, useHelixMutation } from 'tinyhelix/react'
import { counted } from '../words/numbers.ts'
import { Action } from './Action.tsx'
import { Notice } from './Notice.tsx'
import { toast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'

/** Says who raids the channel, until it is dismissed. */
export function RaidAlert() {
  const [raid, setRaid] = useState<ChannelRaidEvent | null>(null)
  const shoutOut = useHelixMutation(sendShoutout)
  useEventSub(channelRaid, raid => {
    shoutOut.reset()
    setRaid(raid)
  })
  if (!raid) return null
  const { from_broadcaster_user_id, from_broadcaster_user_name: name, viewers } = raid
  return (
    <Notice
      icon="raid"
      title={`${name} is raiding you`}
      text={`${counted(viewers, 'viewer')} came along.`}
      role="alert"
    >
      <Action
        isBusy={shoutOut.isPending}
        onClick={() =>
          shoutOut.mutate(
            { to_broadcaster_id: from_broadcaster_user_id },
            { onSuccess: () => toast(`You gave ${name} a shoutout.`) },
          )
        }
      >
        Shout out
      </Action>
      <button type="button" className="button" onClick={() => setRaid(null)}>
        Dismiss
      </button>
      <Trouble error={shoutOut.error} />
    </Notice>
  )
}
