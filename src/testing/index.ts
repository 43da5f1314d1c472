export type { EventSubCloseCode } from './eventsub/closeCodes.ts'
export type { EventSubControls, EventSubRevocation, EventSubSession } from './eventsub/controls.ts'
export type { FakeWebSocketClass } from './eventsub/fakeWebSocket.ts'
export type { Emitted } from './eventsub/fillIn.ts'
export type { Connection, Peer } from './eventsub/sessions.ts'
export type { ExtensionHelperOptions, FakeExtensionHelper } from './extensionHelper.ts'
export type {
  ClientChoice,
  FakeClientOptions,
  FakeTwitch,
  FakeTwitchOptions,
  GrantOptions,
  MakeClient,
} from './fake.ts'
export { createFakeTwitch } from './fake.ts'
export { fakeTwitchAt, type ServedFakeTwitch } from './fakeTwitchAt.ts'
export type { DescribedEndpoint, FakeEndpoint, SampledEndpoint } from './helix/ownEndpoint.ts'
export type { Fault } from './http/faults.ts'
export type { Cut, FakeAnswer, FakeRequest } from './http/message.ts'
export type { LoggedRequest } from './http/requestLog.ts'
export { networkAt } from './networkAt.ts'
export { confidentialApplication, demoApplication, type FakeApplication } from './oauth/applications.ts'
export type { StorageState, StorageStateOptions } from './storageState.ts'
export type { Person } from './world/users.ts'
