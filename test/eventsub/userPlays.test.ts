import { testUserPlays } from './userPlays.ts'

testUserPlays(100)
