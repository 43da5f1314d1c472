import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findExamples } from '../../demo/explorer/build/findExamples.ts'
import { exampleOf } from '../../demo/explorer/examples/examples.ts'
import { type AnyEndpoint, endpoints, type Params } from '../../demo/explorer/facts/library.ts'
import { type Sample, samplesOf } from '../../demo/explorer/samples/samples.ts'
import { snippetsOf } from '../readme/snippets.ts'

const root = resolve(import.meta.dirname, '../..')

/** Without the texts of declarations, which take seconds to read. */
const examples = await findExamples()

const isOptional = ({ type }: { readonly type: string }) => /optional|nullish/.test(type)

/** The parameters that the form of an endpoint begins with. */
function exampleParams(name: string, { spec }: AnyEndpoint): Params {
  const required = Object.entries(spec.params).flatMap(([key, schema]) => (isOptional(schema) ? [] : [key]))
  return exampleOf(name, required, Object(examples.get(name)))
}

/** The samples of endpoints, with the parameters that their forms begin with. */
export const samplesByName = (
  names: readonly string[] = [...endpoints.keys()],
): ReadonlyMap<string, readonly Sample[]> =>
  new Map(
    names.flatMap(name => {
      const endpoint = endpoints.get(name)
      return endpoint ? [[name, samplesOf(name, endpoint.spec, exampleParams(name, endpoint))]] : []
    }),
  )

/** The TypeScript of a sample: all of it, or its script. */
function scriptOf({ language, code }: Sample): string | undefined {
  if (language === 'ts' || language === 'tsx') return code
  if (language === 'html') {
    const script = /<script type="module">\n([\s\S]*?)<\/script>/.exec(code)?.[1] ?? ''
    // A page has the elements that it asks for; in JavaScript nobody must say so.
    return `${script.replace(/document\.querySelector\('(button|pre)'\)/g, "document.querySelector('$1')!").replace(/https:[^']+/, 'tinyhelix')}`
  }
  return snippetsOf(`\`\`\`${language}\n${code}\`\`\`\n`)[0]?.code
}

/** Compiles samples in one program. Returns how many there were, and what the compiler says. */
export function compileSamples(samples: ReadonlyMap<string, readonly Sample[]>): {
  readonly count: number
  readonly problems: string
} {
  const parent = join(root, 'node_modules/.samples')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'run-'))
  try {
    const files = [...samples].flatMap(([name, forms]) =>
      forms.flatMap(form => {
        const script = scriptOf(form)
        if (script === undefined) return []
        const file = `${name}-${form.title}.${form.language === 'tsx' ? 'tsx' : 'ts'}`
        writeFileSync(join(folder, file), `${script}\nexport {}\n`)
        return [file]
      }),
    )
    const config = {
      extends: join(root, 'tsconfig.json'),
      // The markup of a component uses what its script declares.
      compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
      include: [],
      files,
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    try {
      execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
        encoding: 'utf8',
      })
      return { count: files.length, problems: '' }
    } catch (error) {
      return { count: files.length, problems: `${Object(error).stdout}` }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
