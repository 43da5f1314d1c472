import { it } from 'vitest'
import { playAll } from './plays.ts'

it('whatever happens to a page and its connection, no line is lost untold, none comes twice, and one socket is open', () =>
  playAll(40))
