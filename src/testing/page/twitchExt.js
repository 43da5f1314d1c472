// @ts-check

// Replaces Twitch's script in the frames of the rig. It sets `window.Twitch.ext`, which exchanges messages with the page
// around the frame.

{
  const { name } = window
  const rig = document.currentScript instanceof HTMLScriptElement ? new URL(document.currentScript.src).origin : ''

  /** @type {Record<string, Array<(...args: unknown[]) => unknown>>} */
  const callbacks = {}
  /** The latest of what a callback that comes later is told, too. */
  /** @type {Record<string, unknown[]>} */
  const latest = {}
  const replayed = ['authorized', 'context', 'position', 'configuration']

  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  const calls = new Map()
  let count = 0

  /** This computer has several names: the rig may be open by another one than the script. */
  const nameless = (/** @type {string} */ origin) => origin.replace('//localhost:', '//127.0.0.1:')

  /** The origin of the rig, after it has spoken first. */
  let around = ''
  /** @type {object[]} */
  const early = []

  /** @param {object} message */
  const tell = message => {
    if (around) parent.postMessage({ twitchExt: message }, around)
    else early.push(message)
  }

  /**
   * Only the page that this script came from may answer.
   *
   * @param {string} name
   * @param {...unknown} args
   * @returns {Promise<unknown>}
   */
  const call = (name, ...args) =>
    new Promise((resolve, reject) => {
      const number = ++count
      calls.set(number, { resolve, reject })
      tell({ number, name, args })
    })

  /** @param {string} name */
  const on = name => (/** @type {(...args: never[]) => unknown} */ callback) => {
    const known = callbacks[name] ?? []
    callbacks[name] = known
    known.push(/** @type {(...args: unknown[]) => unknown} */ (callback))
    const args = latest[name]
    if (args) queueMicrotask(() => callback(.../** @type {never[]} */ (args)))
  }

  /** @type {Map<string, Set<(...args: unknown[]) => unknown>>} */
  const listeners = new Map()

  const viewer = { onChanged: on('viewer') }
  const features = {
    isBitsEnabled: false,
    isChatEnabled: false,
    isSubscriptionStatusAvailable: false,
    onChanged: on('features'),
  }
  const configuration = {
    onChanged: on('configuration'),
    set: (/** @type {unknown[]} */ ...args) => void call('set', ...args),
  }

  const ext = {
    version: '1.1.1',
    environment: 'production',
    viewer,
    features,
    configuration,
    actions: {
      followChannel: (/** @type {string} */ login) => void call('followChannel', login),
      minimize: () => void call('minimize'),
      onFollow: on('follow'),
      requestIdShare: () => void call('requestIdShare'),
    },
    bits: {
      getProducts: () => call('getProducts'),
      onTransactionCancelled: on('cancelled'),
      onTransactionComplete: on('complete'),
      setUseLoopback: (/** @type {boolean} */ use) => void call('setUseLoopback', use),
      showBitsBalance: () => void call('showBitsBalance'),
      useBits: (/** @type {string} */ sku) => void call('useBits', sku),
    },
    rig: { log: (/** @type {unknown[]} */ ...messages) => void call('log', messages.map(String)) },
    onAuthorized: on('authorized'),
    onContext: on('context'),
    onError: on('error'),
    onHighlightChanged: on('highlighted'),
    onPositionChanged: on('position'),
    onVisibilityChanged: on('visible'),
    /**
     * @param {string} target
     * @param {(...args: unknown[]) => unknown} listener
     */
    listen: (target, listener) => {
      const known = listeners.get(target) ?? new Set()
      listeners.set(target, known.add(listener))
      void call('listen', target)
    },
    /**
     * @param {string} target
     * @param {(...args: unknown[]) => unknown} listener
     */
    unlisten: (target, listener) => {
      const known = listeners.get(target)
      if (known?.delete(listener) && !known.size) void call('unlisten', target)
    },
    /**
     * @param {string} target
     * @param {string} contentType
     * @param {unknown} message
     */
    send: (target, contentType, message) =>
      void call('send', target, contentType, typeof message === 'string' ? message : JSON.stringify(message)),
  }

  addEventListener('message', ({ source, origin, data }) => {
    const told = Object(data).twitchExt
    if (source !== parent || nameless(origin) !== nameless(rig) || !told) return
    around = origin
    for (const message of early.splice(0)) tell(message)
    if (told.number) {
      const waiting = calls.get(told.number)
      calls.delete(told.number)
      if (told.error) waiting?.reject(new Error(told.error))
      else waiting?.resolve(told.value)
      return
    }
    const { name, args, state } = told
    Object.assign(viewer, state.viewer)
    Object.assign(features, state.features)
    Object.assign(configuration, state.configuration)
    if (replayed.includes(name))
      latest[name] = name === 'context' ? [{ ...Object(latest[name]?.[0]), ...args[0] }, Object.keys(args[0])] : args
    const heard = name === 'message' ? [...(listeners.get(args[0]) ?? [])] : (callbacks[name] ?? [])
    for (const callback of [...heard]) {
      try {
        callback(...args)
      } catch (error) {
        reportError(error)
      }
    }
  })

  /** The policy that the rig wants the page to have. It holds for all that loads after this script. */
  const policy = (() => {
    try {
      return `${Object(JSON.parse(name)).policy ?? ''}`
    } catch {
      return ''
    }
  })()
  if (policy) {
    const meta = document.createElement('meta')
    meta.httpEquiv = 'Content-Security-Policy'
    meta.content = policy
    document.head.append(meta)
  }
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    void call('violation', { directive: effectiveDirective, blocked: blockedURI })
  })

  Object.assign(globalThis, { Twitch: { ...Object(globalThis).Twitch, ext } })
  // This says nothing that another page may not know. A page that nobody frames has nobody to tell.
  if (parent !== window) parent.postMessage({ twitchExt: { name: 'hello' } }, '*')
}
