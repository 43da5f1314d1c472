import { useExtensionConfiguration, useExtensionMessage } from 'tinyhelix/vue'
import { computed, shallowRef } from 'vue'
import { firstSettings, messageSchema, type Settings, settingsSchema, settingsVersion } from './content.ts'

/**
 * The broadcaster's settings. Twitch sends them when a page loads, and does not tell open pages of a change: those learn of it by
 * a message.
 */
export function useSettings() {
  const { status, value } = useExtensionConfiguration('broadcaster', settingsSchema, { version: settingsVersion })
  const announced = shallowRef<Settings>()
  useExtensionMessage('broadcast', messageSchema, message => {
    if (message.type === 'settings') announced.value = message.settings
  })
  return {
    isReady: computed(() => status.value === 'ready' || announced.value !== undefined),
    settings: computed(() => announced.value ?? value.value ?? firstSettings),
  }
}
