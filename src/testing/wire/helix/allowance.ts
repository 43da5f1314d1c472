import { perChannel, type World } from '../../world/world.ts'
import { refuse } from './refusal.ts'

/**
 * So many calls in a time of so many milliseconds: a limit beside that of all requests. The function takes note of one
 * more call for a key, or refuses it.
 */
export function allowance(most: number, time: number, message: string): (world: World, key: string) => void {
  const spentOn = perChannel((): number[] => [])
  return (world, key) => {
    const spent = spentOn(world, key)
    const now = world.now()
    while (spent[0] !== undefined && spent[0] <= now - time) spent.shift()
    if (spent.length >= most) refuse(429, message)
    spent.push(now)
  }
}
