import { type ReactNode, Suspense, useEffect, useLayoutEffect, useRef } from 'react'
import { useHelixAuth, useHelixPermission } from 'tinyhelix/react'
import { followActivity, needs } from './activity.ts'
import icon from './icon.svg'
import { Account } from './parts/Account.tsx'
import { Connection } from './parts/Connection.tsx'
import { EventTrouble } from './parts/EventTrouble.tsx'
import { HowItIsDone } from './parts/HowItIsDone.tsx'
import { Icon } from './parts/Icon.tsx'
import { RaidAlert } from './parts/RaidAlert.tsx'
import { scrolled } from './parts/scrolled.ts'
import { Toasts } from './parts/Toasts.tsx'
import { Welcome } from './places/Welcome.tsx'
import { places, usePlace } from './places.ts'
import { events, fakeURL, isFake } from './twitch.ts'

/** At the side of wide windows; elsewhere a menu. */
function Navigation() {
  const here = usePlace()
  return (
    <nav className="menu places" id="places" popover="auto" aria-label="Main">
      {places.map(({ address, name, icon }) => (
        <a
          key={address}
          className="menu-item"
          href={address}
          aria-current={address === here.address ? 'page' : undefined}
          onClick={event => event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover?.()}
        >
          <Icon name={icon} />
          {name}
        </a>
      ))}
    </nav>
  )
}

function CurrentPlace() {
  const { name, address, Content, source } = usePlace()
  const title = useRef<HTMLHeadingElement>(null)
  const isFirst = useRef(true)
  useEffect(() => {
    document.title = `${name} · Dashboard`
  }, [name])
  useLayoutEffect(() => {
    scrollTo(0, scrolled.get(address) ?? 0)
    // Screen readers then say where one is. At first the browser says it.
    if (!isFirst.current) title.current?.focus({ preventScroll: true })
    isFirst.current = false
    const note = () => scrolled.set(address, scrollY)
    addEventListener('scroll', note, { passive: true })
    return () => removeEventListener('scroll', note)
  }, [address])
  return (
    <>
      <h1 ref={title} tabIndex={-1}>
        {name}
      </h1>
      <Suspense fallback={<div className="card bone" />}>
        <Content key={address} />
      </Suspense>
      <HowItIsDone key={source} place={source} />
    </>
  )
}

/** Notes what viewers do, wherever in the page one is. */
function ActivityLog() {
  const { granted } = useHelixPermission(...needs)
  useEffect(() => (granted ? followActivity(events) : undefined), [granted])
  return null
}

/** The page, whatever is in it. */
function Frame({ bar, side, children }: { bar?: ReactNode; side?: ReactNode; children: ReactNode }) {
  const main = useRef<HTMLElement>(null)
  // Below another page it is one of several demos.
  const isDemo = location.pathname !== '/'
  return (
    <>
      {/* The address says which place is open, so it cannot say where in it to go. */}
      <button type="button" className="skip button" onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <header className="bar">
        {side && (
          <button type="button" className="button button-icon bar-menu" popoverTarget="places" aria-label="Menu">
            <Icon name="menu" />
          </button>
        )}
        <a className="brand" href="#/" aria-label="Dashboard">
          <img src={icon} alt="" width={28} height={28} />
          <span>Dashboard</span>
        </a>
        {isFake && (
          <a className="tag tag-fake" href={fakeURL} target="_blank" rel="noreferrer" title="Nothing here is real.">
            Fake Twitch
          </a>
        )}
        <div className="bar-end">{bar}</div>
      </header>
      {side}
      <main ref={main} tabIndex={-1}>
        {children}
      </main>
      <footer>
        <p>Not made or endorsed by Twitch.</p>
        {isDemo && <a href="/">All demos</a>}
      </footer>
      <Toasts />
    </>
  )
}

export function App() {
  const { status, session } = useHelixAuth()
  if (status === 'pending') {
    return (
      <Frame>
        <p role="status">One moment …</p>
      </Frame>
    )
  }
  if (!session) {
    return (
      <Frame>
        <Welcome />
      </Frame>
    )
  }
  return (
    <Frame
      bar={
        <>
          <Connection />
          <Account />
        </>
      }
      side={<Navigation />}
    >
      <ActivityLog key={session.userId} />
      <EventTrouble />
      <RaidAlert />
      <CurrentPlace />
    </Frame>
  )
}
