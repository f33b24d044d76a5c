import { type Check, findings } from './verdict.js';

/** I14. Replays, rebuilds and verifications, done at rest, send nothing and decide nothing. */
export const replaysSendNothing: Check = ({ replays }) => {
  const found = findings('I14', 'replays and rebuilds', 'messages sent by them', 'events written by them');
  for (const { what, receiptsBefore, receiptsAfter, eventsBefore, eventsAfter } of replays) {
    const [sent, written] = [receiptsAfter - receiptsBefore, eventsAfter - eventsBefore];
    found.count('replays and rebuilds');
    found.count('messages sent by them', sent);
    found.count('events written by them', written);
    if (sent !== 0 || written !== 0)
      found.violation(`${what}: ${sent} messages were sent and ${written} events written`);
  }
  return found.verdict();
};
