/** What OBS gives to the pages of its browser sources. */
interface OBSStudio {
  readonly pluginVersion: string
}

declare global {
  interface Window {
    readonly obsstudio?: OBSStudio
  }
  interface WindowEventMap {
    /** A source is active while it is in what is streamed or recorded. */
    readonly obsSourceActiveChanged: CustomEvent<{ readonly active: boolean }>
  }
}

export const isOBS = 'obsstudio' in window

/** Calls back when OBS begins or ends to use this page. Before the first time it is used. */
export function followActive(callback: (isActive: boolean) => void): () => void {
  const tell = ({ detail }: WindowEventMap['obsSourceActiveChanged']) => callback(detail.active)
  window.addEventListener('obsSourceActiveChanged', tell)
  return () => window.removeEventListener('obsSourceActiveChanged', tell)
}
