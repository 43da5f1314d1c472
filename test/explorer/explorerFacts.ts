import { gatherFacts } from '../../demo/explorer/build/explorerPlugin.ts'
import { tsconfigAlias } from '../tools/tsconfigAlias.ts'

/** What the explorer's build knows, from the sources. */
export const facts = await gatherFacts(async name => {
  const found = tsconfigAlias.find(({ find }) => find.test(name))
  if (!found) throw new Error(`There is no entry ${name}.`)
  return found.replacement
})
