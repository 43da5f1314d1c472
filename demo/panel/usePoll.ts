import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { useExtension, useExtensionMessage } from 'tinyhelix/vue'
import { computed, watch } from 'vue'
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
  useExtensionMessage('broadcast', messageSchema, message => {
    if (message.type !== 'poll') return
    const { poll } = message
    queryClient.setQueryData<Answer>(queryKey.value, before => {
      // A new poll has no vote of this viewer's.
      const isSame = poll?.question === before?.poll?.question
      return { poll, own: isSame ? (before?.own ?? null) : null }
    })
  })
  const ask = (method: string, path: string) => ({
    mutationFn: (body?: object) => askBackend<Answer>(method, path, body),
    // The answer belongs to the viewer who asked, even if another one has come meanwhile.
    onMutate: () => queryKey.value,
    onSuccess: (answer: Answer, _: unknown, askedBy: readonly unknown[]) => queryClient.setQueryData(askedBy, answer),
  })
  const mutations = {
    vote: useMutation(ask('POST', 'votes')),
    start: useMutation(ask('PUT', 'poll')),
    end: useMutation(ask('DELETE', 'poll')),
  }
  // How it ended for one viewer is not told to the next one.
  watch(queryKey, () => {
    for (const { reset } of Object.values(mutations)) reset()
  })
  return {
    viewer,
    poll: computed(() => data.value?.poll ?? null),
    own: computed(() => data.value?.own ?? null),
    ...mutations,
  }
}
