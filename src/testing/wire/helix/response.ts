/** The result of a handler. `Row` is the type of the endpoint's rows. */
export interface HelixResponse<out Row> {
  readonly status: number
  /** Objects are sent as JSON, texts as they are; `undefined`: no body. */
  readonly body?: unknown
  readonly contentType?: string
  /** For the compiler only. */
  readonly '~row'?: Row
}

/** Rows in `data`, or `null` where Twitch sends that for an empty list. `beside` has the fields outside `data`. */
export const data = <Row>(rows: readonly Row[] | null, beside: object = {}): HelixResponse<Row> => ({
  status: 200,
  body: { data: rows, ...beside },
})

/** One row in `data`. */
export const one = <Row>(row: Row, status = 200): HelixResponse<Row> => ({ status, body: { data: [row] } })

/** An object in `data`, for endpoints whose `data` is no list. */
export const object = <Row>(value: Row): HelixResponse<Row> => ({ status: 200, body: { data: value } })

/** The whole answer, for endpoints with more fields than `data`. */
export const envelope = <Row>(body: Row, status = 200): HelixResponse<Row> => ({ status, body })

/** Text that is no JSON. */
export const text = (body: string, contentType: string): HelixResponse<string> => ({ status: 200, body, contentType })

/** Success without a body. */
export const noContent: HelixResponse<never> = { status: 204 }
