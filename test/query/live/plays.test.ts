import { testLivePlays } from './plays.ts'

testLivePlays(8)
