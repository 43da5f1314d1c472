import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { HelixProvider } from 'tinyhelix/react'
import { App } from './App.tsx'
import { keepFocus } from './parts/keepFocus.ts'
import { openMenusWithoutPopovers } from './parts/popovers.ts'
import { loadPlaces } from './places.ts'
import { client, events, queryClient } from './twitch.ts'

keepFocus()
loadPlaces()
openMenusWithoutPopovers()

const root = document.getElementById('app')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <HelixProvider client={client} events={events}>
          <App />
        </HelixProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
