// Everything that the file for pages without a build has in it.
export * from './eventsub/index.ts'
export * from './index.ts'
