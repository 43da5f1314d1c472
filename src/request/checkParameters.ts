import { type HelixIssue, mismatch, type Named } from '../errors.ts'
import { parameter } from '../schema/parameters.ts'
import { issuesOf } from '../schema/schema.ts'
import type { EndpointSpec, Params, TokenKind } from '../spec.ts'

const unknownName = /* @__PURE__ */ parameter('nothing of this name', value => value === undefined)

/** Checks the caller's parameters. If it throws, nothing has been sent. */
export function checkParameters(
  spec: Named & Pick<EndpointSpec, 'params' | 'rules'>,
  given: Params,
  kind: TokenKind,
): void {
  const { params, rules } = spec
  const issues: HelixIssue[] = []
  for (const path in { ...params, ...given }) {
    // Every object has names such as `toString`.
    const schema = (Object.hasOwn(params, path) && params[path]) || unknownName
    if (path in given || !schema.type.endsWith('optional')) issues.push(...issuesOf(schema, given[path], path))
  }
  for (const { keys, expected, test } of rules) {
    if (!test(given, kind)) issues.push({ path: keys.join(' and '), message: `expected them ${expected}` })
  }
  if (issues.length) throw mismatch('parameter', spec, 'was not sent', issues)
}
