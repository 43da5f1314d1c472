import type { Params } from '../facts/library.ts'
import { literal } from './literal.ts'
import type { Sample } from './samples.ts'

/** A subscription to a type of events in every form, with the condition of the form as it is. */
export function eventSamplesOf(name: string, condition: Params): readonly Sample[] {
  const given = Object.keys(condition).length ? literal(condition) : ''
  const component = name.replace(/^./, letter => letter.toUpperCase())
  const between = given && `, ${given}`
  const asFunction = given && `, () => (${given})`
  return [
    {
      title: 'TypeScript',
      language: 'ts',
      file: 'events.ts',
      code: `import { createClient, implicitGrant, scopesFor } from 'tinyhelix'
import { ${name}, createEventSub } from 'tinyhelix/eventsub'

const auth = implicitGrant({ clientId: 'your client id', scopes: scopesFor(${name}) })
const client = createClient({ auth })
const events = createEventSub(client, { onError: error => console.warn(error.message) })

events.on(${name}${between}, event => console.log(event))
`,
    },
    {
      title: 'React',
      language: 'tsx',
      file: `${component}.tsx`,
      code: `import { useState } from 'react'
import { type EventOf, ${name} } from 'tinyhelix/eventsub'
import { useEventSub } from 'tinyhelix/react'

// Somewhere inside of <HelixProvider client={client} events={events}>
export function ${component}() {
  const [last, setLast] = useState<EventOf<typeof ${name}>>()
  useEventSub(${name}${between}, setLast)
  return <pre>{JSON.stringify(last, null, 2)}</pre>
}
`,
    },
    {
      title: 'Vue',
      language: 'vue',
      file: `${component}.vue`,
      code: `<script setup lang="ts">
import { type EventOf, ${name} } from 'tinyhelix/eventsub'
import { useEventSub } from 'tinyhelix/vue'
import { shallowRef } from 'vue'

// In an app with app.use(HelixPlugin, { client, events })
const last = shallowRef<EventOf<typeof ${name}>>()
useEventSub(${name}${between}, event => {
  last.value = event
})
</script>

<template>
  <pre>{{ last }}</pre>
</template>
`,
    },
    {
      title: 'Svelte',
      language: 'svelte',
      file: `${component}.svelte`,
      code: `<script lang="ts">
import { type EventOf, ${name} } from 'tinyhelix/eventsub'
import { useEventSub } from 'tinyhelix/svelte'

// Further up: setHelixClient(client, { events })
let last = $state.raw<EventOf<typeof ${name}>>()
useEventSub(${name}${asFunction}, event => {
  last = event
})
</script>

<pre>{JSON.stringify(last, null, 2)}</pre>
`,
    },
    {
      title: 'Test',
      language: 'ts',
      file: 'events.test.ts',
      code: `import { ${name}, createEventSub } from 'tinyhelix/eventsub'
import { createFakeTwitch } from 'tinyhelix/testing'
import { expect, it, vi } from 'vitest'

it('${name} is heard', async () => {
  const fake = createFakeTwitch()
  const events = createEventSub(fake.client())
  const handler = vi.fn()
  await events.on(${name}${between}, handler).ready
  expect(fake.eventSub.sessions[0]?.subscriptions).toHaveLength(1)
  events.close()
})
`,
    },
  ]
}
