import { updateChatSettings } from 'tinyhelix'
import { ChatSettings } from '../parts/ChatSettings.tsx'
import { Permission } from '../parts/Permission.tsx'

export const Chat = () => (
  <Permission endpoints={[updateChatSettings]} purpose="show and moderate your chat">
    <ChatSettings />
  </Permission>
)
