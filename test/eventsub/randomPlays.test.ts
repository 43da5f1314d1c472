import { testRandomPlays } from './randomPlays.ts'

testRandomPlays(2000)
