import { useRef } from 'react';

/** 128 random bits, also where the page is not served by HTTPS and `crypto.randomUUID` is missing. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The Idempotency-Key of what is about to be sent: the same for every retry of one request, another as soon as the
 * request is another one.
 */
export const useIdempotencyKey = (): ((request: unknown) => string) => {
  const last = useRef<{ readonly text: string; readonly key: string } | null>(null);
  return (request) => {
    const text = JSON.stringify(request);
    if (last.current?.text !== text) last.current = { text, key: newKey() };
    return last.current.key;
  };
};
