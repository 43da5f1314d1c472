import { QueryClient } from '@tanstack/svelte-query'
import { type Component, mount } from 'svelte'
import Chat from './Chat.svelte'
import Followers from './Followers.svelte'
import { expose, type Given } from './page.ts'

const show =
  (scene: Component<Omit<Given<QueryClient>, 'element'>>) =>
  ({ element: target, ...props }: Given<QueryClient>) =>
    mount(scene, { target, props })

expose(new QueryClient(), { chat: show(Chat), followers: show(Followers) })
