import { configureGlobal } from 'fast-check'

// Each run plays the same, so that no test fails by chance. `FAST_CHECK_SEED=2 npx vitest run …` plays something else.
configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 1) })

export { default } from 'fast-check'
