import { testTabPlays } from './tabPlays.ts'

testTabPlays(20, { tabs: 4, subscriptions: 3, steps: 25 })
