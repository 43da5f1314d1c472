import { reasonOf } from '../http/faults.ts'

/** A request that the API turns down; thrown by whatever finds the reason. */
export class Refusal extends Error {
  readonly status: number

  constructor(status: number, message = '') {
    super(message)
    this.status = status
  }

  /** The body that Twitch sends for it. */
  body() {
    return { error: reasonOf(this.status), status: this.status, message: this.message }
  }
}

/** Turns the request down with Twitch's words. */
export function refuse(status: number, message?: string): never {
  throw new Refusal(status, message)
}
