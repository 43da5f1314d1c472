import { sendChatMessage, updateChatSettings } from 'tinyhelix'
import { channelChatMessage } from 'tinyhelix/eventsub'
import { liveChatSettings } from 'tinyhelix/query/live'
import { ChatBox } from '../parts/ChatBox.tsx'
import { ChatSettings } from '../parts/ChatSettings.tsx'
import { Permission } from '../parts/Permission.tsx'

export const Chat = () => (
  <Permission
    endpoints={[channelChatMessage, sendChatMessage, updateChatSettings, liveChatSettings]}
    purpose="show and moderate your chat"
  >
    <div className="columns">
      <ChatBox />
      <ChatSettings />
    </div>
  </Permission>
)
