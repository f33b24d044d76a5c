import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { maySucceedLater } from '../api/query-client.js';
import { liveFeed, type LiveNews, type LiveState } from './live-feed.js';

/** How often pages ask by themselves while no events arrive. */
export const pollMs = 5_000;

export const useLiveState = (): LiveState =>
  useSyncExternalStore(
    (listener) => liveFeed().subscribeState(listener),
    () => liveFeed().state,
  );

/** Hears what happens, at most four times a second. */
export const useLive = (onNews: (news: LiveNews) => void): void => {
  const latest = useRef(onNews);
  useEffect(() => {
    latest.current = onNews;
  });
  useEffect(() => liveFeed().subscribe((news) => latest.current(news)), []);
};

interface LiveQueries {
  /** Beginnings of the keys of queries that are read again. */
  readonly keys: readonly QueryKey[];
  /** Only for events of this run. */
  readonly run?: string;
  /** How long after an event the reading begins, so that many events are one reading. */
  readonly everyMs?: number;
  readonly paused?: boolean;
}

const failedForNow = (client: QueryClient, queryKey: QueryKey): boolean =>
  client
    .getQueryCache()
    .findAll({ queryKey, type: 'active' })
    .some(({ state }) => state.status === 'error' && maySucceedLater(state.error));

/** Reads queries again when something happened that may change them; while no events arrive, every few seconds. */
export const useLiveQueries = ({ keys, run, everyMs = 500, paused = false }: LiveQueries): void => {
  const client = useQueryClient();
  const state = useLiveState();
  const reading = useRef<'not' | 'now' | 'now, and again'>('not');
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  /** Something happened while nothing was to be read again. */
  const missed = useRef(false);

  // A reading that is under way is never broken off: while events keep coming, none would ever end.
  const read = async (): Promise<void> => {
    waiting.current = null;
    reading.current = 'now';
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey }, { cancelRefetch: false })));
    const again = reading.current as 'now' | 'now, and again';
    reading.current = 'not';
    if (again === 'now, and again') readSoon();
    // No event may come that leads to another try.
    else if (keys.some((queryKey) => failedForNow(client, queryKey))) readSoon(pollMs);
  };
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  const readSoon = (inMs = everyMs): void => {
    if (reading.current !== 'not') reading.current = 'now, and again';
    else if (paused) missed.current = true;
    else waiting.current ??= setTimeout(() => void latest.current(), inMs);
  };

  useLive((news) => {
    if (news.kind === 'reset' || news.events.some(({ runId }) => run === undefined || runId === run)) readSoon();
  });
  useEffect(() => {
    if (paused || !missed.current) return;
    missed.current = false;
    void latest.current();
  }, [paused]);
  useEffect(() => {
    if (state !== 'polling' || paused) return undefined;
    const timer = setInterval(() => void latest.current(), pollMs);
    return () => clearInterval(timer);
  }, [state, paused]);
  useEffect(
    () => () => {
      if (waiting.current !== null) clearTimeout(waiting.current);
    },
    [],
  );
};
