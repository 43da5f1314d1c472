export type {
  ExtensionControl,
  ExtensionHelperOptions,
  ExtensionPrompt,
  ExtensionRole,
  ExtensionViewerChange,
  FakeExtensionHelper,
  VisibilityCallback,
} from './extensionHelper.ts'
export { type ExtensionPolicyOptions, extensionPolicy } from './extensionPolicy.ts'
export type {
  ClientChoice,
  EmitOptions,
  FakeAuthOptions,
  FakeClientOptions,
  FakeTwitch,
  FakeTwitchOptions,
  GrantOptions,
  MakeClient,
  PlayOptions,
  SceneName,
} from './fake.ts'
export { createFakeTwitch } from './fake.ts'
export type { FakeAuth, FakeSignInOptions } from './fakeAuth.ts'
export { defineFake, type FakeConfig } from './fakeConfig.ts'
export { fakeTwitchAt, type ServedFakeTwitch, type ServedPlaying, type ServedReplay } from './fakeTwitchAt.ts'
export { networkAt } from './networkAt.ts'
export { type EventRecording, type RecordEventsOptions, recordEvents } from './recordEvents.ts'
export type { Replay, ReplayOptions } from './recording/replay.ts'
export type { Playing, SayOptions, Scene, Stage } from './scenes/scene.ts'
export type {
  ExtensionViewName,
  RigOptions,
  RigViewer,
  ServedExtension,
  ServedExtensionControl,
  ServedExtensionFrame,
} from './servedExtension.ts'
export type { StorageState, StorageStateOptions } from './storageState.ts'
export type { EventSubCloseCode } from './wire/eventsub/closeCodes.ts'
export type { EventSubControls, EventSubRevocation, EventSubSession } from './wire/eventsub/controls.ts'
export type { FakeWebSocketClass } from './wire/eventsub/fakeWebSocket.ts'
export type { Emitted } from './wire/eventsub/fillIn.ts'
export type { Connection, Peer } from './wire/eventsub/sessions.ts'
export type { DescribedEndpoint, FakeEndpoint, SampledEndpoint } from './wire/helix/ownEndpoint.ts'
export type { Fault } from './wire/http/faults.ts'
export type { LoggedRequest } from './wire/http/requestLog.ts'
export type { IRCClient, IRCControls } from './wire/irc/chat.ts'
export { confidentialApplication, demoApplication, type FakeApplication } from './wire/oauth/applications.ts'
export type { FakeUser } from './world/fakeUser.ts'
export type { Person } from './world/users.ts'
