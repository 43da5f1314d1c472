/** What a handler returns; `Row` is what the endpoint's function promises of each row. */
export interface HelixResponse<out Row> {
  readonly status: number
  /** Sent as JSON; text as it is; `undefined`: no body. */
  readonly body?: unknown
  readonly contentType?: string
  /** For the compiler only. */
  readonly '~row'?: Row
}

/** Rows in `data`; `null` where Twitch writes that for "none". `beside` stands beside `data`. */
export const data = <Row>(rows: readonly Row[] | null, beside: object = {}): HelixResponse<Row> => ({
  status: 200,
  body: { data: rows, ...beside },
})

/** One row in `data`. */
export const one = <Row>(row: Row, status = 200): HelixResponse<Row> => ({ status, body: { data: [row] } })

/** An object in `data`, for endpoints whose `data` is no list. */
export const object = <Row>(value: Row): HelixResponse<Row> => ({ status: 200, body: { data: value } })

/** The whole answer, for endpoints that carry more than `data`. */
export const envelope = <Row>(body: Row, status = 200): HelixResponse<Row> => ({ status, body })

/** Text that is no JSON. */
export const text = (body: string, contentType: string): HelixResponse<string> => ({ status: 200, body, contentType })

/** Success without a body. */
export const noContent: HelixResponse<never> = { status: 204 }
