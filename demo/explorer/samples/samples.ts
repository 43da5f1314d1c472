import type { EndpointSpec } from 'tinyhelix'
import { isWrite, kindFor, type Params } from '../facts/library.ts'
import { withoutSecrets } from '../form/address.ts'
import { dependencies } from '../package.json'
import { curl } from './curl.ts'
import { literal } from './literal.ts'

/** A form in which a call can be taken along. */
export interface Sample {
  readonly title: string
  readonly language: 'ts' | 'tsx' | 'vue' | 'svelte' | 'html' | 'sh'
  /** What a file with it would be called. */
  readonly file: string
  readonly code: string
}

/** What the samples are of. */
interface Call {
  readonly name: string
  readonly spec: EndpointSpec
  /** The parameters in code, `''` if there are none, at an indentation. */
  readonly params: (indent: string) => string
  /** What the answer is called. */
  readonly answer: string
}

/** The version that the explorer is about. */
const version = dependencies.tinyhelix.replace('^', '')

const answerOf = (name: string) => {
  const rest = name.replace(/^(get|search|check)/, '')
  return rest === name ? 'answer' : rest.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, letters => letters.toLowerCase())
}

const isVoid = ({ spec }: Call) => spec.result === 'void'

/** `getStreams(client, { first: 5 })` */
const callCode = ({ name, params }: Call, indent: string) => {
  const given = params(indent)
  return `${name}(client${given && `, ${given}`})`
}

const line = (call: Call, indent: string) =>
  isVoid(call)
    ? `${indent}await ${callCode(call, indent)}`
    : `${indent}const ${call.answer} = await ${callCode(call, indent)}\n${indent}console.log(${call.answer})`

/** The same for every kind of token that a user has not. */
const ownTokens: Readonly<Record<string, readonly [auth: string, code: string]>> = {
  app: ['appToken', "appToken(() => 'your application’s token')"],
  jwt: ['jwtToken', "jwtToken(() => 'the JWT that your backend signs')"],
  extension: ['extensionHelper', 'extensionHelper()'],
}

const importLine = (names: readonly string[], from = 'tinyhelix') =>
  `import { ${[...new Set(names)].sort((a, b) => a.localeCompare(b)).join(', ')} } from '${from}'`

function typescript(call: Call): string {
  const { name, spec } = call
  const kind = kindFor(spec)
  const own = ownTokens[kind]
  if (own) {
    return `${importLine(['createClient', name, own[0]])}

// On your server: such a token must not be in a page.
const client = createClient({ auth: ${own[1]}, clientId: 'your client id' })

${line(call, '')}
`
  }
  if (!spec.tokens.length) {
    return `${importLine(['createClient', name, 'userToken'])}

// This needs no token at all.
const client = createClient({ auth: userToken(null) })

${line(call, '')}
`
  }
  const asks = spec.scopes.length > 0
  return `${importLine(['createClient', name, 'implicitGrant', ...(asks ? ['scopesFor'] : [])])}

const auth = implicitGrant({
  clientId: 'your client id',${asks ? `\n  scopes: scopesFor(${name}),` : ''}
})
const client = createClient({ auth })

if (await auth.restore()) {
${line(call, '  ')}
} else {
  document.querySelector('button')?.addEventListener('click', () => auth.signIn())
}
`
}

/** The part of a page that asks its own server, for tokens that a page must not have. */
const ownServer = ({ name }: Call) => `/api/${name}`
const isServers = ({ spec }: Call) => !['user', 'extension'].includes(kindFor(spec))

const componentName = ({ name }: Call) => name.replace(/^./, letter => letter.toUpperCase())

function react(call: Call): string {
  const { name, answer, params } = call
  const isWriting = isWrite(call.spec)
  const given = params('    ')
  if (isServers(call)) {
    const method = isWriting ? ", { method: 'POST' }" : ''
    return isWriting
      ? `${importLine(['useMutation'], '@tanstack/react-query')}

// Your server makes the call: its token must not be in a page.
const call = () => fetch('${ownServer(call)}'${method})

export function ${componentName(call)}() {
  const { mutate, isPending, error } = useMutation({ mutationFn: call })
  return (
    <>
      <button disabled={isPending} onClick={() => mutate()}>${name}</button>
      {error && <p role="alert">{error.message}</p>}
    </>
  )
}
`
      : `${importLine(['useQuery'], '@tanstack/react-query')}

// Your server makes the call: its token must not be in a page.
const call = () => fetch('${ownServer(call)}').then(answer => answer.json())

export function ${componentName(call)}() {
  const { data, error, isPending } = useQuery({ queryKey: ['${name}'], queryFn: call })
  if (isPending) return <p>Loading …</p>
  if (error) return <p role="alert">{error.message}</p>
  return <pre>{JSON.stringify(data, null, 2)}</pre>
}
`
  }
  if (isWriting) {
    return `${importLine([name])}
${importLine(['useHelixMutation'], 'tinyhelix/react')}

// Somewhere inside of <HelixProvider client={client}>
export function ${componentName(call)}() {
  const { mutate, isPending, error } = useHelixMutation(${name})
  const run = () => mutate(${params('  ') || '{}'})
  return (
    <>
      <button disabled={isPending} onClick={run}>${name}</button>
      {error && <p role="alert">{error.message}</p>}
    </>
  )
}
`
  }
  return `${importLine([name])}
${importLine(['useHelixQuery'], 'tinyhelix/react')}

// Somewhere inside of <HelixProvider client={client}>
export function ${componentName(call)}() {
  const { data: ${answer}, error, isPending } = useHelixQuery(${name}${given && `, ${params('  ')}`})
  if (isPending) return <p>Loading …</p>
  if (error) return <p role="alert">{error.message}</p>
  return <pre>{JSON.stringify(${answer}, null, 2)}</pre>
}
`
}

function vue(call: Call): string {
  const { name, answer, params } = call
  const isWriting = isWrite(call.spec)
  const given = params('')
  const script = isServers(call)
    ? isWriting
      ? `${importLine(['useMutation'], '@tanstack/vue-query')}

// Your server makes the call: its token must not be in a page.
const { mutate, isPending, error } = useMutation({
  mutationFn: () => fetch('${ownServer(call)}', { method: 'POST' }),
})
const run = () => mutate()`
      : `${importLine(['useQuery'], '@tanstack/vue-query')}

// Your server makes the call: its token must not be in a page.
const { data: ${answer}, error, isPending } = useQuery({
  queryKey: ['${name}'],
  queryFn: () => fetch('${ownServer(call)}').then(answer => answer.json()),
})`
    : isWriting
      ? `${importLine([name])}
${importLine(['useHelixMutation'], 'tinyhelix/vue')}

// In an app with app.use(HelixPlugin, { client })
const { mutate, isPending, error } = useHelixMutation(${name})
const run = () => mutate(${given || '{}'})`
      : `${importLine([name])}
${importLine(['useHelixQuery'], 'tinyhelix/vue')}

// In an app with app.use(HelixPlugin, { client })
const { data: ${answer}, error, isPending } = useHelixQuery(${name}${given && `, ${given}`})`
  const template = isWriting
    ? `  <button :disabled="isPending" @click="run">${name}</button>
  <p v-if="error" role="alert">{{ error.message }}</p>`
    : `  <p v-if="isPending">Loading …</p>
  <p v-else-if="error" role="alert">{{ error.message }}</p>
  <pre v-else>{{ ${answer} }}</pre>`
  return `<script setup lang="ts">
${script}
</script>

<template>
${template}
</template>
`
}

function svelte(call: Call): string {
  const { name, answer, params } = call
  const isWriting = isWrite(call.spec)
  const given = params('')
  const script = isServers(call)
    ? isWriting
      ? `${importLine(['createMutation'], '@tanstack/svelte-query')}

// Your server makes the call: its token must not be in a page.
const mutation = createMutation(() => ({
  mutationFn: () => fetch('${ownServer(call)}', { method: 'POST' }),
}))
const run = () => mutation.mutate()`
      : `${importLine(['createQuery'], '@tanstack/svelte-query')}

// Your server makes the call: its token must not be in a page.
const ${answer} = createQuery(() => ({
  queryKey: ['${name}'],
  queryFn: () => fetch('${ownServer(call)}').then(answer => answer.json()),
}))`
    : isWriting
      ? `${importLine([name])}
${importLine(['createHelixMutation'], 'tinyhelix/svelte')}

// Further up: setHelixClient(client)
const mutation = createHelixMutation(${name})
const run = () => mutation.mutate(${given || '{}'})`
      : `${importLine([name])}
${importLine(['createHelixQuery'], 'tinyhelix/svelte')}

// Further up: setHelixClient(client)
const ${answer} = createHelixQuery(${name}${given && `, () => (${given})`})`
  const markup = isWriting
    ? `<button disabled={mutation.isPending} onclick={run}>${name}</button>
{#if mutation.error}<p role="alert">{mutation.error.message}</p>{/if}`
    : `{#if ${answer}.isPending}<p>Loading …</p>
{:else if ${answer}.error}<p role="alert">{${answer}.error.message}</p>
{:else}<pre>{JSON.stringify(${answer}.data, null, 2)}</pre>{/if}`
  return `<script lang="ts">
${script}
</script>

${markup}
`
}

function html(call: Call): string {
  const { name, spec } = call
  const kind = kindFor(spec)
  const own = ownTokens[kind]
  const asks = spec.scopes.length > 0
  const isSignedIn = !own && spec.tokens.length > 0
  const names = own
    ? ['createClient', name, own[0]]
    : isSignedIn
      ? ['createClient', name, 'implicitGrant', ...(asks ? ['scopesFor'] : [])]
      : ['createClient', name, 'userToken']
  const start = own
    ? `  // For a try on your own machine: such a token must not be in a page that others open.
  const client = createClient({ auth: ${own[1]}, clientId: 'your client id' })
`
    : isSignedIn
      ? `  const auth = implicitGrant({ clientId: 'your client id'${asks ? `, scopes: scopesFor(${name})` : ''} })
  const client = createClient({ auth })
`
      : `  const client = createClient({ auth: userToken(null) })
`
  const show = `document.querySelector('pre').textContent = JSON.stringify(${call.answer}, null, 2)`
  const work = (indent: string) =>
    isVoid(call)
      ? `${indent}await ${callCode(call, indent)}`
      : `${indent}const ${call.answer} = await ${callCode(call, indent)}\n${indent}${show}`
  const rest = isSignedIn
    ? `  document.querySelector('button').onclick = () => auth.signIn()

  if (await auth.restore()) {
    document.querySelector('button').hidden = true
${work('    ')}
  }
`
    : `
${work('  ')}
`
  return `<!doctype html>
<meta charset="utf-8" />
<title>${name}</title>
${isSignedIn ? '<button>Sign in with Twitch</button>\n' : ''}<pre></pre>
<script type="module">
  ${importLine(names, `https://cdn.jsdelivr.net/npm/tinyhelix@${version}`)}

${start}${rest}</script>
`
}

function test(call: Call): string {
  const { name, spec } = call
  const kind = kindFor(spec)
  const client = kind === 'user' ? 'fake.client()' : `fake.client({ kind: '${kind}' })`
  const expectation = isVoid(call)
    ? `  await ${callCode(call, '  ')}
  expect(fake.requests.at(-1)?.status).toBe(204)`
    : `  const ${call.answer} = await ${callCode(call, '  ')}
  expect(${call.answer}).toBeTruthy()`
  return `${importLine([name])}
${importLine(['createFakeTwitch'], 'tinyhelix/testing')}
${importLine(['expect', 'it'], 'vitest')}

it('${name} is answered', async () => {
  const fake = createFakeTwitch()
  const client = ${client}
${expectation}
})
`
}

/** What is needed and not filled in yet: a place for it. */
const placesFor = ({ params: schemas }: EndpointSpec, params: Params): Params =>
  Object.fromEntries(
    Object.entries(schemas).flatMap(([key, { type }]) =>
      (type === 'text' || type === 'ids') && params[key] === undefined ? [[key, `<${key}>`]] : [],
    ),
  )

/** The same call in every form, with the parameters of the form as it is. */
export function samplesOf(name: string, spec: EndpointSpec, params: Params): readonly Sample[] {
  const shown = withoutSecrets({ ...placesFor(spec, params), ...params }, '<secret>')
  const isEmpty = !Object.keys(Object(shown)).length
  const call: Call = {
    name,
    spec,
    answer: answerOf(name),
    params: indent => (isEmpty ? '' : literal(shown, indent)),
  }
  const component = componentName(call)
  return [
    { title: 'TypeScript', language: 'ts', file: 'call.ts', code: typescript(call) },
    { title: 'React', language: 'tsx', file: `${component}.tsx`, code: react(call) },
    { title: 'Vue', language: 'vue', file: `${component}.vue`, code: vue(call) },
    { title: 'Svelte', language: 'svelte', file: `${component}.svelte`, code: svelte(call) },
    { title: 'HTML', language: 'html', file: 'index.html', code: html(call) },
    { title: 'curl', language: 'sh', file: 'a shell', code: curl(spec, shown) },
    { title: 'Test', language: 'ts', file: 'call.test.ts', code: test(call) },
  ]
}
