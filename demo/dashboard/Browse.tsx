import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { getFollowedStreams, getStreams, type HelixError, imageUrl, type Stream } from 'tinyhelix'
import { flattenPages } from 'tinyhelix/query'
import { useHelixInfiniteQuery } from 'tinyhelix/react'
import { brief } from '../shared/text/numbers.ts'
import { Avatar } from './Avatar.tsx'
import { Empty } from './Empty.tsx'
import { EndlessList } from './EndlessList.tsx'
import { Icon } from './Icon.tsx'
import { Permission } from './Permission.tsx'
import { useHash } from './useHash.ts'

const StreamCard = ({ stream }: { stream: Stream }) => (
  <article className="card stream">
    <div className="preview">
      <img src={imageUrl(stream.thumbnail_url, 440, 248)} alt="" width={440} height={248} loading="lazy" />
      <span className="badge badge-viewers">
        <Icon name="eye" />
        {brief(stream.viewer_count)}
        <span className="unseen"> viewers</span>
      </span>
    </div>
    <div className="stream-about">
      <Avatar userId={stream.user_id} />
      <div>
        <h3>{stream.title || 'Untitled'}</h3>
        <p className="muted">{stream.user_name}</p>
        <p className="muted one-line">{stream.game_name}</p>
      </div>
    </div>
  </article>
)

const skeleton = (
  <div className="card stream">
    <div className="preview bone" />
    <div className="stream-about">
      <div className="avatar bone" />
      <div>
        <div className="bone line" />
        <div className="bone line line-short" />
      </div>
    </div>
  </div>
)

const Streams = ({ query }: { query: UseInfiniteQueryResult<Stream[], HelixError> }) => (
  <EndlessList
    query={query}
    className="grid grid-streams"
    idOf={stream => stream.id}
    row={stream => <StreamCard stream={stream} />}
    skeleton={skeleton}
    empty={<Empty icon="eye" title="Nobody is live" text="Try again in a while." />}
  />
)

const Everyone = () => <Streams query={useHelixInfiniteQuery(getStreams, { first: 60 }, { select: flattenPages })} />

const Followed = () => (
  <Streams query={useHelixInfiniteQuery(getFollowedStreams, { first: 60 }, { select: flattenPages })} />
)

const choices = [
  { address: '#/', text: 'Everyone' },
  { address: '#/followed', text: 'Those I follow' },
]

export function Browse() {
  const here = useHash()
  return (
    <>
      <nav className="choices" aria-label="Which streams">
        {choices.map(({ address, text }) => (
          <a key={address} href={address} aria-current={address === here ? 'page' : undefined}>
            {text}
          </a>
        ))}
      </nav>
      {here === '#/followed' ? (
        <Permission endpoints={[getFollowedStreams]} purpose="to see whom you follow">
          <Followed />
        </Permission>
      ) : (
        <Everyone />
      )}
    </>
  )
}
