import { createPoll, getChannelFollowers } from 'tinyhelix'
import { CurrentPoll } from '../parts/CurrentPoll.tsx'
import { LatestFollowers } from '../parts/LatestFollowers.tsx'
import { Permission } from '../parts/Permission.tsx'
import { StreamState } from '../parts/StreamState.tsx'

/** What a streamer looks at all evening. */
export const Home = () => (
  <>
    <StreamState />
    <Permission endpoints={[getChannelFollowers, createPoll]} purpose="show your followers, polls and chat">
      <div className="columns">
        <div className="column">
          <CurrentPoll />
          <LatestFollowers />
        </div>
      </div>
    </Permission>
  </>
)
