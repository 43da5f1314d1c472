import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A relay between a page and a server, which can fail. */
export interface Relay {
  readonly port: number
  /** Ends every connection without a close frame. */
  readonly cut: () => void
  /** `true`: new connections are refused. */
  readonly block: (isBlocked: boolean) => void
  readonly close: () => void
}

/** Relays connections to a port of this computer. */
export async function openRelay(to: number): Promise<Relay> {
  const open = new Set<Socket>()
  let isBlocked = false
  const server = createServer(near => {
    if (isBlocked) {
      near.destroy()
      return
    }
    const far = connect(to, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket)
      socket.setNoDelay(true).on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    block: now => {
      isBlocked = now
    },
    close: () => {
      server.close()
      cut()
    },
  }
}
