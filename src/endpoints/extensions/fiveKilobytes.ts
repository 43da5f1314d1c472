import { type ParameterSchema, parameter } from '../../schema/parameters.ts'

/** Text of up to 5 KB in UTF-8. */
export const fiveKilobytes: ParameterSchema<string> = /* @__PURE__ */ parameter(
  'text of up to 5 KB',
  value => typeof value === 'string' && new TextEncoder().encode(value).length <= 5120,
)
