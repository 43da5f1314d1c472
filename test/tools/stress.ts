import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

// `npm run test:stress -- 3`: runs units and browsers three times (ten, if nothing is said) on a machine that is busy with
// something else, each time in another order of the tests within their files.
const times = Number(process.argv[2] ?? 10)
const lanes = ['unit', 'ofetch-next', 'tools', 'adapters', 'browser', 'runtimes'].flatMap(lane => ['--project', lane])

/** Threads end with this process in any case. */
const busy = Array.from({ length: 2 * availableParallelism() }, () => new Worker('for (;;) {}', { eval: true }))

/** The exit status and output of a run. */
const run = (seed: number) =>
  new Promise<{ readonly hasPassed: boolean; readonly output: string }>((resolve, reject) => {
    const order = ['--sequence.shuffle.tests', '--sequence.seed', `${seed}`]
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...lanes, ...order])
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        output += text
      })
    }
    child.on('error', reject).on('close', code => resolve({ hasPassed: code === 0, output }))
  })

let failed = 0
for (let seed = 1; seed <= times; seed++) {
  const { hasPassed, output } = await run(seed)
  if (!hasPassed) {
    failed++
    console.log(output)
  }
  console.log(`under load, seed ${seed}: ${output.trimEnd().split('\n').at(-1)}`)
}
await Promise.all(busy.map(thread => thread.terminate()))
console.log(`${times - failed} runs passed under load, ${failed} failed`)
if (failed) process.exitCode = 1
