import { it } from 'vitest'
import { playAll } from '../chat/plays.ts'

it('thousands of random plays of a chat: each lost line is in a gap', () => playAll(3000))
