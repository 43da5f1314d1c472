import { testLivePlays } from '../query/live/plays.ts'

testLivePlays(500)
