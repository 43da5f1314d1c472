#!/usr/bin/env node
import { runCommand } from './fakeCommand.ts'
import { UsageError } from './usageError.ts'

try {
  const { text, served } = await runCommand(process.argv.slice(2))
  console.log(text)
  const stop = () => void served?.close().finally(() => process.exit())
  // A second signal ends the process at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
} catch (error) {
  // A mistake in the arguments needs no stack.
  console.error(error instanceof UsageError ? error.message : error)
  process.exitCode = 1
}
