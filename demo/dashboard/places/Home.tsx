import { createPoll, getChannelFollowers, sendChatMessage } from 'tinyhelix'
import { channelChatMessage } from 'tinyhelix/eventsub'
import { liveFollowers, livePolls } from 'tinyhelix/query/live'
import { ChatBox } from '../parts/ChatBox.tsx'
import { CurrentPoll } from '../parts/CurrentPoll.tsx'
import { LatestFollowers } from '../parts/LatestFollowers.tsx'
import { Permission } from '../parts/Permission.tsx'
import { StreamState } from '../parts/StreamState.tsx'

/** What a streamer looks at all evening. */
export const Home = () => (
  <>
    <StreamState />
    <Permission
      endpoints={[getChannelFollowers, liveFollowers, createPoll, livePolls, channelChatMessage, sendChatMessage]}
      purpose="show your followers, polls and chat"
    >
      <div className="columns">
        <ChatBox />
        <div className="column">
          <CurrentPoll />
          <LatestFollowers />
        </div>
      </div>
    </Permission>
  </>
)
