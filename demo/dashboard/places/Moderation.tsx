import { resolveUnbanRequest } from 'tinyhelix'
import { automodMessageHold } from 'tinyhelix/eventsub'
import { liveUnbanRequests } from 'tinyhelix/query/live'
import { HeldMessages } from '../parts/HeldMessages.tsx'
import { Permission } from '../parts/Permission.tsx'
import { UnbanRequests } from '../parts/UnbanRequests.tsx'

export const Moderation = () => (
  <Permission
    endpoints={[automodMessageHold, resolveUnbanRequest, liveUnbanRequests]}
    purpose="show held messages and unban requests"
  >
    <div className="columns">
      <HeldMessages />
      <UnbanRequests />
    </div>
  </Permission>
)
