import { testTabPlays } from '../eventsub/tabPlays.ts'

testTabPlays(5, { tabs: 10, subscriptions: 20, steps: 200 })
