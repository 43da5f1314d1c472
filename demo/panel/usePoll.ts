import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { useExtension, useExtensionMessage } from 'tinyhelix/vue'
import { computed } from 'vue'
import { messageSchema, type Poll } from './content.ts'
import { askBackend } from './extension.ts'

interface Answer {
  readonly poll: Poll | null
  /** This viewer's vote. */
  readonly own: number | null
}

/** The channel's poll, which the backend counts and announces. */
export function usePoll() {
  const { viewer } = useExtension()
  const queryClient = useQueryClient()
  // Another viewer has another vote.
  const queryKey = computed(() => ['poll', viewer.value?.opaqueId])
  const { data } = useQuery({
    queryKey,
    queryFn: () => askBackend<Answer>('GET', 'poll'),
    enabled: computed(() => viewer.value !== null),
  })
  const keep = (answer: Answer) => queryClient.setQueryData(queryKey.value, answer)
  useExtensionMessage('broadcast', messageSchema, message => {
    if (message.type !== 'poll') return
    const { poll } = message
    // A new poll has no vote of this viewer's.
    const isSame = poll?.question === data.value?.poll?.question
    keep({ poll, own: isSame ? (data.value?.own ?? null) : null })
  })
  const ask = (method: string, path: string) => ({
    mutationFn: (body?: object) => askBackend<Answer>(method, path, body),
    onSuccess: keep,
  })
  return {
    viewer,
    poll: computed(() => data.value?.poll ?? null),
    own: computed(() => data.value?.own ?? null),
    vote: useMutation(ask('POST', 'votes')),
    start: useMutation(ask('PUT', 'poll')),
    end: useMutation(ask('DELETE', 'poll')),
  }
}
