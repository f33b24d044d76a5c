import type { Channel } from '../channel.js';

/** Renders and records like any channel and sends nothing; what it accepts has gone nowhere. */
export const openNoopChannel = (connections: number): Channel => ({
  kind: 'noop',
  connections,
  messageIdOf: (communicationId) => communicationId,
  send: () => Promise.resolve({ kind: 'accepted', answer: 'noop' }),
  close: () => Promise.resolve(),
});
