import { testRandomPlays } from '../eventsub/randomPlays.ts'

testRandomPlays(40_000)
