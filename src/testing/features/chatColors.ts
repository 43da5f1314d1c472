import { getUserChatColor } from '../../endpoints/chat/getUserChatColor.ts'
import { updateChatColor } from '../../endpoints/chat/updateChatColor.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, noContent } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { type Filled, hash, pick } from '../world/random.ts'
import { asUser, usersOf } from '../world/users.ts'
import { perChannel, type World } from '../world/world.ts'
import type { Feature } from './feature.ts'

/** The named colors and their values. */
const named: Readonly<Record<string, string>> = {
  blue: '#0000FF',
  blue_violet: '#8A2BE2',
  cadet_blue: '#5F9EA0',
  chocolate: '#D2691E',
  coral: '#FF7F50',
  dodger_blue: '#1E90FF',
  firebrick: '#B22222',
  golden_rod: '#DAA520',
  green: '#008000',
  hot_pink: '#FF69B4',
  orange_red: '#FF4500',
  red: '#FF0000',
  sea_green: '#2E8B57',
  spring_green: '#00FF7F',
  yellow_green: '#9ACD32',
}

const colors: Filled<string> = ['', ...Object.values(named)]

/** The color of a user's name; `''` if the user never picked one. */
export const colorOf: (world: World, userId: string) => { color: string } = perChannel(({ seed }, userId) => ({
  color: pick(colors, hash(seed, 'color', userId)),
}))

export const chatColors: Feature = [
  route(getUserChatColor, ({ world, params }) => {
    const people = [...new Set(many(params.user_id))].map(usersOf(world).byId).filter(person => person !== undefined)
    return data(people.map(person => ({ ...asUser(person), ...colorOf(world, person.id) })))
  }),
  route(updateChatColor, ({ world, params, user }) => {
    // Every second user has Turbo, including the default user.
    if (!named[params.color] && user.index % 2) {
      refuse(400, 'To specify a Hex color code, the user must be a Turbo or Prime user.')
    }
    colorOf(world, user.id).color = named[params.color] ?? params.color.toUpperCase()
    return noContent
  }),
]
