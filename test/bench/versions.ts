import manifest from '../../package.json' with { type: 'json' }
import { compilers, versionOf } from '../package/compile.ts'

/** What was compared; the README says it as well. */
export const versions: readonly string[] = [
  `tinyhelix ${manifest.version}`,
  `\`@twurple/api\` ${manifest.devDependencies['@twurple/api']}`,
  `\`@twurple/eventsub-ws\` ${manifest.devDependencies['@twurple/eventsub-ws']}`,
  `\`@twurple/chat\` ${manifest.devDependencies['@twurple/chat']}`,
  `\`tmi.js\` ${manifest.devDependencies['tmi.js']}`,
  `tinybench ${manifest.devDependencies.tinybench}`,
  ...compilers.map(compiler => `TypeScript ${versionOf(compiler)}`),
]
