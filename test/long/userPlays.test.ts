import { testUserPlays } from '../eventsub/userPlays.ts'

testUserPlays(10_000)
