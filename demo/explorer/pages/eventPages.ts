/** The pages that listen to events. Most visits begin with an endpoint, so they load later. */
export { default as EventPage } from './EventPage.svelte'
export { default as FamilyPage } from './FamilyPage.svelte'
