import { liveFacts } from './facts.ts'

const code = (names: readonly string[]) => [...new Set(names)].map(name => `\`${name}\``).join(', ')

/** The guide's table of families: their reads, and the number of rules that refetch. */
export function familyTable(): string {
  const families = [...new Set(liveFacts.map(({ live }) => live))].sort()
  const rows = families.map(family => {
    const facts = liveFacts.filter(({ live }) => live === family)
    const effects = facts.flatMap(({ events }) => events.map(({ effect }) => effect))
    const asking = effects.filter(effect => effect === 'refetch')
    const reads = code(facts.flatMap(({ endpoints }) => endpoints))
    return `| \`${family}\` | ${reads} | ${asking.length} of ${effects.length} |`
  })
  return ['| family | keeps true | rules that ask Twitch |', '| --- | --- | --- |', ...rows].join('\n')
}
