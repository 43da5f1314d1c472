// The exports of the single file for pages without a build step.
export * from '../chat/index.ts'
export * from '../define/index.ts'
export * from '../eventsub/index.ts'
export * from '../index.ts'
export { networkAt } from '../testing/networkAt.ts'
