import { mount } from 'svelte'
import App from './App.svelte'
import { watchRoom } from './shell/room.ts'
import { refresh } from './shell/route.svelte.ts'
import { restore } from './world/worlds.svelte.ts'

// An answer of Twitch must be out of the address before anything else reads it.
if (/[#&?](access_token|error)=/.test(location.href)) {
  await restore()
  // A token that nobody here had asked for.
  if (/access_token=/.test(location.hash)) history.replaceState(history.state, '', '#/')
  refresh()
} else restore()

watchRoom()
const target = document.getElementById('app')
if (target) mount(App, { target })
