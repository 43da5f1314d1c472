import { mount } from 'svelte'
import App from './App.svelte'

const target = document.getElementById('app')
if (target) {
  // What the overlay lies on is not the system's: light only if the address says `?theme=light`.
  target.className = new URLSearchParams(location.search).get('theme') ?? 'dark'
  mount(App, { target })
}
