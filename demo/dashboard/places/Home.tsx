import { createPoll, createPrediction, getChannelFollowers, getHypeTrainStatus, sendChatMessage } from 'tinyhelix'
import { channelChatMessage } from 'tinyhelix/eventsub'
import { liveFollowers, liveHypeTrain, livePolls, livePredictions } from 'tinyhelix/query/live'
import { needs } from '../activity.ts'
import { ActivityFeed } from '../parts/ActivityFeed.tsx'
import { ChatBox } from '../parts/ChatBox.tsx'
import { CurrentPoll } from '../parts/CurrentPoll.tsx'
import { CurrentPrediction } from '../parts/CurrentPrediction.tsx'
import { HypeTrain } from '../parts/HypeTrain.tsx'
import { LatestFollowers } from '../parts/LatestFollowers.tsx'
import { Permission } from '../parts/Permission.tsx'
import { StreamState } from '../parts/StreamState.tsx'

/** What a streamer looks at all evening. */
export const Home = () => (
  <>
    <StreamState />
    <Permission
      endpoints={[
        ...[getChannelFollowers, liveFollowers, createPoll, livePolls, createPrediction, livePredictions],
        ...[getHypeTrainStatus, liveHypeTrain, channelChatMessage, sendChatMessage, ...needs],
      ]}
      purpose="show your activity, followers, polls and chat"
    >
      <div className="columns">
        <div className="column column-wide">
          <ChatBox />
          <LatestFollowers />
        </div>
        <div className="column">
          <ActivityFeed />
          <HypeTrain />
          <CurrentPoll />
          <CurrentPrediction />
        </div>
      </div>
    </Permission>
  </>
)
