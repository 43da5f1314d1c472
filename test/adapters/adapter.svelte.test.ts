import { QueryClient, setQueryClientContext } from '@tanstack/svelte-query'
import { flushSync, mount as mountComponent, unmount } from 'svelte'
import { flattenPages } from 'tinyhelix/query'
import {
  createHelixInfiniteQuery,
  createHelixMutation,
  createHelixQuery,
  setHelixClient,
  useHelixAuth,
  useHelixPermission,
} from 'tinyhelix/svelte'
import Probe from './Probe.svelte'
import { type Adapter, adapterSuite, type Hooks } from './suite.ts'

const hooks: Hooks = {
  query: (endpoint, params, options) => {
    const query = createHelixQuery(endpoint, params, options)
    return () => ({ data: query.data, error: query.error, status: query.status, fetchStatus: query.fetchStatus })
  },
  pages: (endpoint, params) => {
    const query = createHelixInfiniteQuery(endpoint, params, () => ({ select: flattenPages }))
    return () => ({
      data: query.data,
      error: query.error,
      status: query.status,
      fetchStatus: query.fetchStatus,
      hasNextPage: query.hasNextPage,
      fetchNextPage: query.fetchNextPage,
    })
  },
  mutation: (endpoint, options) => {
    const mutation = createHelixMutation(endpoint, options)
    return () => ({ error: mutation.error, status: mutation.status, mutate: mutation.mutate })
  },
  auth: () => {
    const auth = useHelixAuth()
    return () => ({ status: auth.status, session: auth.session, signIn: auth.signIn, signOut: auth.signOut })
  },
  permission: (...endpoints) => {
    const permission = useHelixPermission(...endpoints)
    return () => ({ granted: permission.granted, missing: permission.missing, request: permission.request })
  },
}

const mount: Adapter['mount'] = (component, { queryClient, client, input }) => {
  if (!(queryClient instanceof QueryClient)) throw new Error('This is a cache of another framework.')
  const views: ReturnType<ReturnType<typeof component>>[] = []
  let current = $state.raw(input)
  /** What the script of a component would do. */
  const run = () => {
    setQueryClientContext(queryClient)
    if (client) setHelixClient(client)
    const view = component(hooks, () => current)
    $effect.pre(() => {
      views.push(view())
    })
  }
  const probe = mountComponent(Probe, { target: document.createElement('div'), props: { run } })
  flushSync()
  return {
    views,
    setInput: value => {
      current = value
      flushSync()
    },
    unmount: () => void unmount(probe),
  }
}

adapterSuite({ name: 'Svelte', QueryClient, mount })
