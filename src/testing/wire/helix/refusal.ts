import { reasonOf } from '../http/faults.ts'

/** The refusal of a request, which any check throws. */
export class Refusal extends Error {
  readonly status: number

  constructor(status: number, message = '') {
    super(message)
    this.status = status
  }

  /** The body that Twitch sends. */
  body() {
    return { error: reasonOf(this.status), status: this.status, message: this.message }
  }
}

/** Refuses the request with Twitch's message. */
export function refuse(status: number, message?: string): never {
  throw new Refusal(status, message)
}
