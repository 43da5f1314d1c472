import type { ServerResponse } from 'node:http'
import { channelSubscribe } from '../../eventsub/types/channelSubscribe.ts'
import { channelSubscriptionEnd } from '../../eventsub/types/channelSubscriptionEnd.ts'
import type { ExtensionListener } from '../../extension/twitchHelper.ts'
import type { ExtensionHelperOptions, ExtensionViewerChange, FakeExtensionHelper } from '../extensionHelper.ts'
import { extensionPolicy } from '../extensionPolicy.ts'
import { type FakeTwitch, serverOf } from '../fake.ts'
import { segmentsAt, storeSegment } from '../features/extensionConfiguration.ts'
import { tellPages } from '../features/extensionMessages.ts'
import { secretOf } from '../world/extensionSecret.ts'
import { usersOf } from '../world/users.ts'

/** What a frame of the rig is told: a callback of the helper, and what the helper has as properties by then. */
interface FrameEvent {
  /** Which frame it is for. */
  readonly id: string
  readonly name: string
  readonly args: readonly unknown[]
  readonly state: object
}

interface Frame {
  readonly id: string
  /** The page of the rig that shows it. */
  readonly rig: string
  /** Such as `panel`. */
  readonly view: string
  /** The channel, by login or id. */
  readonly channel: string
  readonly helper: FakeExtensionHelper
  /** The viewer, by login or id; none: nobody is logged in. */
  user: string | undefined
  readonly listeners: Map<string, ExtensionListener>
  /** Those that nobody has fetched yet. */
  readonly waiting: FrameEvent[]
}

/** How many frames there may be at once. */
const maxFrames = 50

/** The extension rig of a served fake: each frame of its page has a helper here. */
export interface ExtensionRig {
  /** What the page can ask for, by the last part of the path. */
  readonly actions: Readonly<Record<string, (body: Record<string, unknown>) => object | Promise<object>>>
  /**
   * Sends a page the events of all its frames as they come; the frames end with it. One connection serves them all, because
   * browsers open six to a server at most.
   */
  readonly watch: (rig: string, response: ServerResponse) => void
  readonly close: () => void
}

const partsOf = ({ viewer, features, configuration, control }: FakeExtensionHelper) => {
  const { onChanged: _, ...ofViewer } = viewer
  const { onChanged: __, ...ofFeatures } = features
  const { broadcaster, developer, global } = configuration
  const { prompts, errors, isMinimized } = control
  return {
    viewer: ofViewer,
    features: ofFeatures,
    configuration: { broadcaster, developer, global },
    around: { prompts, errors, isMinimized },
  }
}

/** Creates the rig. The fake refuses what makes no sense. */
export function createExtensionRig(fake: FakeTwitch): ExtensionRig {
  const { world } = serverOf(fake)
  const frames = new Map<string, Frame>()
  const pages = new Map<string, ServerResponse>()
  let count = 0

  const write = (response: ServerResponse, event: FrameEvent) => response.write(`data: ${JSON.stringify(event)}\n\n`)
  const tell = (frame: Frame, name: string, args: readonly unknown[]) => {
    const event = { id: frame.id, name, args, state: partsOf(frame.helper) }
    const page = pages.get(frame.rig)
    if (page) write(page, event)
    else frame.waiting.push(event)
  }
  const frameOf = ({ id }: Record<string, unknown>): Frame => {
    const frame = frames.get(`${id}`)
    if (!frame) throw new Error('There is no such frame.')
    return frame
  }

  const open = ({ rig, view, ...options }: ExtensionHelperOptions & Pick<Frame, 'rig' | 'view'>): string => {
    if (frames.size >= maxFrames) throw new Error(`There are ${maxFrames} frames already: close some.`)
    const helper = fake.extensionHelper(options)
    const { channel, user } = options
    const id = `${++count}`
    const frame: Frame = { id, rig, view, channel, helper, user, listeners: new Map(), waiting: [] }
    frames.set(id, frame)
    const on =
      (name: string) =>
      (...args: unknown[]) =>
        tell(frame, name, args)
    helper.onAuthorized(on('authorized'))
    helper.onContext(on('context'))
    helper.onVisibilityChanged(on('visible'))
    helper.onHighlightChanged(on('highlighted'))
    helper.onPositionChanged(on('position'))
    helper.onError(error => tell(frame, 'error', [Object(error).message]))
    helper.viewer.onChanged(on('viewer'))
    helper.features.onChanged(on('features'))
    helper.configuration.onChanged(on('configuration'))
    helper.actions.onFollow(on('follow'))
    helper.bits.onTransactionComplete(on('complete'))
    helper.bits.onTransactionCancelled(on('cancelled'))
    return id
  }

  /** What an extension calls. */
  const called = async (frame: Frame, name: string, args: readonly never[]): Promise<unknown> => {
    const { helper, listeners } = frame
    const [first, second, third] = args
    const { useBits: exchange, setUseLoopback: loopBack, getProducts } = helper.bits
    switch (name) {
      case 'listen': {
        if (listeners.has(`${first}`)) return
        const listener: ExtensionListener = (...message) => tell(frame, 'message', message)
        listeners.set(`${first}`, listener)
        return helper.listen(`${first}`, listener)
      }
      case 'unlisten': {
        const listener = listeners.get(`${first}`)
        listeners.delete(`${first}`)
        return listener && helper.unlisten(`${first}`, listener)
      }
      case 'send':
        return helper.send(`${first}`, `${second}`, `${third}`)
      case 'set':
        return helper.configuration.set(first ?? 'broadcaster', `${second}`, `${third}`)
      case 'followChannel':
        return helper.actions.followChannel(`${first}`)
      case 'minimize':
        return helper.actions.minimize()
      case 'requestIdShare':
        return helper.actions.requestIdShare()
      case 'getProducts':
        return getProducts()
      case 'useBits':
        return exchange(`${first}`)
      case 'setUseLoopback':
        return loopBack(!!first)
      case 'showBitsBalance':
      case 'log':
        return undefined
      default:
        throw new Error(`Twitch’s helper has no ${name}.`)
    }
  }

  /** Lets the viewer of a frame subscribe to its channel, or do so no more. */
  const subscribe = ({ channel, user }: Frame, tier: unknown) => {
    if (user === undefined) throw new Error('Nobody is logged in who could subscribe.')
    const event = { broadcaster_user_id: fake.user(channel).id, user_id: fake.user(user).id, is_gift: false }
    if (tier === null) fake.emit(channelSubscriptionEnd, { ...event, tier: '1000' })
    else fake.emit(channelSubscribe, { ...event, tier: `${tier}` })
  }

  const end = (id: string) => {
    frames.get(id)?.helper.control.close()
    frames.delete(id)
  }

  return {
    actions: {
      'extension-open': body => {
        const { channel = 'ada', ...options }: Partial<ExtensionHelperOptions> = body
        return { id: open({ channel, ...options, rig: `${body['rig']}`, view: `${body['view']}` }) }
      },
      'extension-frames': () => ({
        frames: [...frames].map(([id, { view, helper }]) => {
          const { viewer, around } = partsOf(helper)
          const { opaqueId, id: userId, role, isLinked, subscriptionStatus } = viewer
          return { id, view, viewer: { opaqueId, id: userId, role, isLinked, subscriptionStatus }, ...around }
        }),
      }),
      'extension-policy': ({ connect }) => {
        const { baseURL } = fake.network
        const origins = Array.isArray(connect) ? connect.map(String) : []
        return { policy: extensionPolicy({ connect: origins, images: origins, media: origins, fake: baseURL }) }
      },
      'extension-secret': () => ({ secret: secretOf(world, fake.clientId) }),
      'extension-close': ({ id }) => {
        end(`${id}`)
        return {}
      },
      'extension-call': async body => {
        const frame = frameOf(body)
        const value = await called(frame, `${body['name']}`, (body['args'] ?? []) as never[])
        tell(frame, 'around', [])
        return { value: value ?? null }
      },
      'extension-control': body => {
        const frame = frameOf(body)
        const { context, features, visible, highlighted, position, viewer, renew, answer } = frame.helper.control
        const { name, value } = body
        if (name === 'context') context(Object(value))
        else if (name === 'features') features(Object(value))
        else if (name === 'visible') visible(!!value)
        else if (name === 'highlighted') highlighted(!!value)
        else if (name === 'position') position({ x: Number(Object(value).x), y: Number(Object(value).y) })
        else if (name === 'viewer') {
          const next: ExtensionViewerChange = Object(value)
          viewer(next)
          frame.user = next.user
        } else if (name === 'subscription') subscribe(frame, value)
        else if (name === 'renew') renew(...(typeof value === 'number' ? [value] : []))
        else if (name === 'answer') answer(!!value)
        else throw new Error(`There is no ${name} around an extension.`)
        tell(frame, 'around', [])
        return {}
      },
      'extension-segments': ({ channel }) => {
        const person = fake.user(`${channel ?? 'ada'}`)
        return { segments: segmentsAt(world, fake.clientId, person.id) }
      },
      'extension-store': ({ channel, segment, version, content }) => {
        const person = fake.user(`${channel ?? 'ada'}`)
        if (segment !== 'global' && segment !== 'developer' && segment !== 'broadcaster') {
          throw new Error('A segment is global, developer or broadcaster.')
        }
        const broadcaster = segment === 'global' ? {} : { broadcaster_id: person.id }
        storeSegment(world, fake.clientId, { segment, ...broadcaster, version: `${version}`, content: `${content}` })
        return {}
      },
      'extension-message': ({ channel, target, message }) => {
        const channelId = target === 'global' ? null : (usersOf(world).byLogin(`${channel ?? 'ada'}`)?.id ?? '')
        tellPages(world, fake.clientId, {
          channelId,
          target: `${target}`,
          contentType: 'application/json',
          message: `${message}`,
        })
        return {}
      },
    },
    watch: (rig, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.flushHeaders()
      pages.set(rig, response)
      const own = () => [...frames.values()].filter(frame => frame.rig === rig)
      for (const { waiting } of own()) for (const event of waiting.splice(0)) write(response, event)
      response.on('close', () => {
        pages.delete(rig)
        for (const { id } of own()) end(id)
      })
    },
    close: () => {
      for (const id of [...frames.keys()]) end(id)
      for (const page of pages.values()) page.end()
    },
  }
}
