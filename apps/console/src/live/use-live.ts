import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
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
  /** Least time between two readings. */
  readonly everyMs?: number;
  readonly paused?: boolean;
}

/** Reads queries again when something happened that may change them; while no events arrive, every few seconds. */
export const useLiveQueries = ({ keys, run, everyMs = 500, paused = false }: LiveQueries): void => {
  const client = useQueryClient();
  const state = useLiveState();
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const lastRead = useRef(0);

  const read = (): void => {
    waiting.current = null;
    lastRead.current = Date.now();
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  };
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  const readSoon = (): void => {
    if (paused || waiting.current !== null) return;
    const wait = Math.max(0, lastRead.current + everyMs - Date.now());
    waiting.current = setTimeout(() => latest.current(), wait);
  };

  useLive((news) => {
    if (news.kind === 'reset' || news.events.some(({ runId }) => run === undefined || runId === run)) readSoon();
  });
  useEffect(() => {
    if (state !== 'polling' || paused) return undefined;
    const timer = setInterval(() => latest.current(), pollMs);
    return () => clearInterval(timer);
  }, [state, paused]);
  useEffect(
    () => () => {
      if (waiting.current !== null) clearTimeout(waiting.current);
    },
    [],
  );
};
