import type { Timeline } from '../eventsub/simulatedTwitch.ts'

/** The other end of a tab's socket. */
interface End {
  readonly send: (data: string) => void
}

/** A socket, as Twitch's IRC sees it. */
export interface Client {
  readonly end: End
  readonly channels: Set<string>
}

/** Twitch's IRC for tabs of a simulated browser. Channels whose names begin with `no` do not exist. */
export class SimulatedIRC {
  readonly timeline: Timeline
  readonly clients = new Set<Client>()
  /** All that clients sent. */
  readonly sent: string[] = []
  #ids = 0

  constructor(timeline: Timeline) {
    this.timeline = timeline
  }

  connect(end: End): Client {
    const client: Client = { end, channels: new Set() }
    this.clients.add(client)
    return client
  }

  disconnect(client: Client): void {
    this.clients.delete(client)
  }

  take(client: Client, line: string): void {
    this.sent.push(line)
    const [command, word = ''] = line.split(' ')
    if (command === 'CAP') client.end.send(':tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands\r\n')
    if (command === 'NICK') client.end.send(`:tmi.twitch.tv 001 ${word} :Welcome, GLHF!\r\n`)
    if (command === 'PING') client.end.send(`:tmi.twitch.tv PONG tmi.twitch.tv ${word}\r\n`)
    if (command === 'PART') client.channels.delete(word)
    if (command === 'JOIN' && !word.startsWith('#no')) {
      client.channels.add(word)
      client.end.send(`@room-id=${word.length};slow=0 :tmi.twitch.tv ROOMSTATE ${word}\r\n`)
    }
  }

  /** Somebody writes in a channel. */
  say(channel: string, text: string): void {
    const tags = `id=m${++this.#ids};room-id=${channel.length + 1};user-id=7;tmi-sent-ts=${this.timeline.now}`
    for (const { end, channels } of this.clients) {
      if (channels.has(`#${channel}`)) end.send(`@${tags} :ada!ada@ada PRIVMSG #${channel} :${text}\r\n`)
    }
  }
}
