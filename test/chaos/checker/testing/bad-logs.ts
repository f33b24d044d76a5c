import { emptyLedger } from '#domain/run/ledger.js';
import type { RecordedEvent } from '#eventstore/port.js';
import type { History, Read, Subscriber } from '../history.js';
import { type BadHistory, each, happened, logged, replacing, seen } from './bad-histories.js';
import { emailManifest, emailRequest, planner, worker, type World } from './world.js';

const subscriber =
  (name: string, change: (eventIds: readonly string[]) => readonly string[]) =>
  ({ subscribers }: History): Partial<History> => ({
    subscribers: each(
      subscribers,
      (one: Subscriber) => one.name === name,
      (one) => ({ ...one, eventIds: change(one.eventIds) }),
    ),
  });

const swapped = <Item>(items: readonly Item[], at: number): readonly Item[] => {
  const [one, other] = [items[at], items[at + 1]];
  return one === undefined || other === undefined ? items : items.with(at, other).with(at + 1, one);
};

/** A hold on a campaign that no run has, placed and lifted. */
const idleHold = (world: World): void => {
  world.asked('idle', (by) => {
    world.append('hold-campaign.z', { type: 'HoldPlaced', data: { scope: 'campaign:z' } }, by);
    world.append('hold-campaign.z', { type: 'HoldLifted', data: { scope: 'campaign:z' } }, by);
  });
};

const readOf =
  (client: string, change: (reads: readonly Read[]) => readonly Read[]) =>
  ({ reads }: History) => ({
    reads: change(reads.filter((read) => read.client === client)),
  });

const occurred = (event: RecordedEvent, ms: number): RecordedEvent => {
  const occurredAt = new Date(Date.parse(event.metadata.occurredAt) + ms).toISOString();
  return { ...event, metadata: { ...event.metadata, occurredAt } };
};

/** Order of the log and of what was made of it. */
export const badLogs: readonly BadHistory[] = [
  {
    what: 'a lost event',
    violates: 'I3',
    tells: /contact-k1 goes on with revision 1 where 0 was to come/,
    history: logged(replacing('contact-k1', 'ConsentChanged', () => null)),
  },
  {
    what: 'a gap in the revisions of a stream',
    violates: 'I3',
    tells: /hold-all goes on with revision 4 where 1 was to come\n.*hold-all@0.*\n.*hold-all@4/,
    history: logged(replacing('hold-all', 'HoldLifted', (event) => ({ ...event, revision: 4 }))),
  },
  {
    what: 'revisions in the wrong order',
    violates: 'I3',
    tells: /hold-campaign.z goes on with revision 1 where 0 was to come/,
    history: happened(idleHold, ({ events, subscribers }) => {
      const turned = swapped(
        events,
        events.findIndex(({ stream }) => stream === 'hold-campaign.z'),
      );
      const all = turned.map(({ id }) => id);
      return {
        events: turned,
        subscribers: each(
          subscribers,
          ({ name }) => name === 'feed',
          (feed) => ({ ...feed, eventIds: all }),
        ),
      };
    }),
  },
  {
    what: 'one event twice in the log',
    violates: 'I3',
    tells: /is in the log twice\n.*hold-all@0.*\n.*hold-all@1/,
    history: logged((events) => {
      const placed = events.find(({ stream }) => stream === 'hold-all');
      return replacing('hold-all', 'HoldLifted', (event) => ({ ...event, id: placed?.id ?? '' }))(events);
    }),
  },
  {
    what: 'a subscriber that was not handed an event',
    violates: 'I3',
    tells: /feed of batches was not handed what came before\n.*\n/,
    history: seen(subscriber('feed of batches', (ids) => ids.toSpliced(3, 1))),
  },
  {
    what: 'a subscriber that was not handed the end',
    violates: 'I3',
    tells: /^feed of batches was never handed\n.*BatchClosed/,
    history: seen(subscriber('feed of batches', (ids) => ids.slice(0, -1))),
  },
  {
    what: 'a feed out of order',
    violates: 'I3',
    tells: /feed was not handed what came before/,
    history: seen(subscriber('feed', (ids) => swapped(ids, 7))),
  },
  {
    what: 'a feed that goes on too far ahead after it was cut',
    violates: 'I3',
    tells: /feed was not handed what came before/,
    history: seen(({ subscribers, events }) => {
      const ids = events.map(({ id }) => id);
      const skipped = [...ids.slice(0, 20), ...ids.slice(25)];
      return { subscribers: subscribers.map((one) => (one.name === 'feed' ? { ...one, eventIds: skipped } : one)) };
    }),
  },
  {
    what: 'a read model with an event twice',
    violates: 'I3',
    tells: /history has an event twice\n/,
    history: seen(subscriber('history', (ids) => [...ids.slice(0, 9), ...ids.slice(8)])),
  },
  {
    what: 'a subscriber that was handed what the log does not have',
    violates: 'I3',
    tells: /feed was handed event ghost, which is not in the log/,
    history: seen(subscriber('feed', (ids) => [...ids, 'ghost'])),
  },
  {
    what: 'a start that never came',
    violates: 'I6',
    tells: /its time has passed and nothing happened\n.*run-to-come@1 RunScheduled/,
    history: seen(({ finish }) => ({ finish: finish && { ...finish, at: finish.at + 2 * 86_400_000 } })),
  },
  {
    what: 'a start begun twice',
    violates: 'I6',
    tells: /begun twice\n.*RunQueued by planner.*\n.*RunQueued by planner/,
    history: happened((world) => {
      scheduleSoon(world);
      for (const _ of ['once', 'twice'])
        world.append('run-soon', { type: 'RunQueued', data: { runId: 'soon' } }, planner);
      world.run('soon', { type: 'MissRun', data: { detail: 'the test is over' } }, planner);
    }),
  },
  {
    what: 'a run started twice',
    violates: 'I6',
    tells: /started twice\n.*RunStarted.*\n.*RunStarted/,
    history: happened((world) => {
      world.start('twice', ['k1']);
      world.append(
        'run-twice',
        { type: 'RunStarted', data: { runId: 'twice', manifest: emailManifest(1), batches: 1 } },
        worker,
      );
      world.deliver('twice', 0);
      world.end('twice');
    }),
  },
  {
    what: 'a start before its time',
    violates: 'I6',
    tells: /ms before its time\n.*RunScheduled.*\n.*RunQueued/,
    history: logged(replacing('run-planned', 'RunQueued', (event) => occurred(event, -5_000))),
  },
  {
    what: 'a start missed twice',
    violates: 'I6',
    tells: /dropped twice\n.*RunMissed.*\n.*RunMissed/,
    history: happened((world) => {
      const data = { runId: 'missed', detail: 'again', ledger: emptyLedger };
      world.append('run-missed', { type: 'RunMissed', data }, planner);
    }),
  },
  {
    what: 'a status that goes backwards in the log',
    violates: 'I7',
    tells: /from running to paused\n.*run-back@\d+ RunPaused/,
    history: happened((world) => {
      world.start('back', ['k1']);
      world.asked('pause back', (by) => world.run('back', { type: 'PauseRun', data: {} }, by));
      world.asked('resume back', (by) => world.run('back', { type: 'ResumeRun', data: {} }, by));
      world.append('run-back', { type: 'RunPaused', data: { runId: 'back' } }, worker);
      world.asked('resume back again', (by) =>
        world.append('run-back', { type: 'RunResumed', data: { runId: 'back' } }, by),
      );
      world.deliver('back', 0);
      world.end('back');
    }),
  },
  {
    what: 'a run that goes on after its end',
    violates: 'I7',
    tells: /from cancelled to running\n.*RunResumed/,
    history: happened((world) =>
      world.asked('resume cancelled', (by) =>
        world.append('run-cancelled', { type: 'RunResumed', data: { runId: 'cancelled' } }, by),
      ),
    ),
  },
  {
    what: 'a client that is shown an older state after a newer one',
    violates: 'I7',
    tells: /c1 was shown an older state of run mixed\n.*by id.*\n.*by id/,
    history: seen(readOf('c1', (reads) => swapped(reads, 2))),
  },
  {
    what: 'a list that goes backwards',
    violates: 'I7',
    tells: /c2 was shown an older state of run mixed\n.*in the list.*\n.*in the list/,
    history: seen(readOf('c2', (reads) => swapped(reads, 2))),
  },
];

const scheduleSoon = (world: World): void => {
  const startAt = new Date(world.now + 1_000).toISOString();
  const data = { ...emailRequest('soon'), type: 'once', startAt } as const;
  world.asked('schedule soon', (by) => world.run('soon', { type: 'RequestRun', data }, by));
  world.pass(2_000);
};
