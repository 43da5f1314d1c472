import { syncQueries } from 'tinyhelix/query/live'
import { events, families, queryClient } from './twitch.ts'

/** Keeps the answers of queries with `live: true` up to date. Parts that have some load this, and others do not. */
syncQueries(queryClient, events, families)
