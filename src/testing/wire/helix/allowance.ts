import { perChannel, type World } from '../../world/world.ts'
import { refuse } from './refusal.ts'

/**
 * A limit of calls in a period of milliseconds, besides the limit of all requests. The returned function counts one
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
