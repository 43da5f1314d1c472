import { it } from 'vitest'
import { playAll } from '../chat/plays.ts'

it('whatever happens to a page that reads a chat, in thousands of plays, no line is lost untold', () => playAll(3000))
