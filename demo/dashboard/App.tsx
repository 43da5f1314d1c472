import { ReactQueryDevtools } from '@tanstack/react-query-devtools'
import { type ReactNode, useEffect } from 'react'
import { useHelixAuth } from 'tinyhelix/react'
import { Account } from './Account.tsx'
import { Icon } from './Icon.tsx'
import { OwnStream } from './OwnStream.tsx'
import { places, usePlace } from './places.ts'
import { Toasts } from './Toasts.tsx'
import { Welcome } from './Welcome.tsx'

function Navigation() {
  const here = usePlace()
  return (
    <nav className="places" aria-label="Main">
      {places.map(({ address, name, icon }) => (
        <a key={address} href={address} aria-current={address === here.address ? 'page' : undefined}>
          <Icon name={icon} />
          {name}
        </a>
      ))}
    </nav>
  )
}

function CurrentPlace() {
  const { name, address, Content } = usePlace()
  useEffect(() => {
    document.title = `${name} · Dashboard`
  }, [name])
  return (
    <div className="page" key={address}>
      <h1>{name}</h1>
      <Content />
    </div>
  )
}

/** The page, whatever is in it. */
function Frame({ bar, children }: { bar?: ReactNode; children: ReactNode }) {
  return (
    <>
      <header className="bar">
        <a className="brand" href="#/" aria-label="Dashboard, start">
          <img src="/icon.svg" alt="" width={28} height={28} />
          <span>Dashboard</span>
        </a>
        {bar}
      </header>
      <main className="outlet">{children}</main>
      <footer className="foot">
        <p>Not made or endorsed by Twitch.</p>
        <a href="/">All demos</a>
      </footer>
      <Toasts />
      {/* Bundlers leave it out of what is deployed. */}
      <ReactQueryDevtools buttonPosition="bottom-left" />
    </>
  )
}

export function App() {
  const { status, session } = useHelixAuth()
  if (status === 'pending') {
    return (
      <Frame>
        <p className="splash" role="status">
          One moment …
        </p>
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
          <Navigation />
          <div className="bar-end">
            <OwnStream />
            <Account />
          </div>
        </>
      }
    >
      <CurrentPlace />
    </Frame>
  )
}
