import {
  liveFollowers,
  liveGoals,
  liveHypeTrain,
  livePolls,
  livePredictions,
  liveStreams,
  syncQueries,
} from 'tinyhelix/query/live'
import { events, queryClient } from './twitch.ts'

/** Keeps the answers of queries with `live: true` up to date. Parts that have some load this, and others do not. */
syncQueries(queryClient, events, [liveFollowers, liveGoals, liveHypeTrain, livePolls, livePredictions, liveStreams])
