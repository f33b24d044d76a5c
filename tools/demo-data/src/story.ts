import { answered } from '#client/client.js';
import type { Running } from '#platform/config/running.js';
import { importCsv, listed, runNow } from '../../demo/src/commands.js';
import { answerRun } from './answers.js';
import {
  invitation,
  newsGoal,
  openingHours,
  pilot,
  pressNote,
  type References,
  segmentOf,
  sender,
  tastingGoal,
  thanks,
} from './definitions.js';
import {
  campaignOnce,
  goalOnce,
  importBefore,
  reviseCampaign,
  reviseGoal,
  runOnce,
  segmentOnce,
  senderOnce,
} from './once.js';
import { guestList, guests, latePilots, pilots, press, regulars, shopList } from './people.js';
import type { Cast } from './session.js';
import { reschedule, runIn, runWhere, steer } from './steer.js';

interface Stage {
  readonly cast: Cast;
  readonly running: Running;
  readonly goals: { readonly tasting: string; readonly news: string };
  readonly senders: { readonly usual: string; readonly gentle: string };
  readonly segments: {
    readonly guests: string;
    readonly regulars: string;
    readonly press: string;
    readonly pilots: string;
  };
}

/** Tells the whole story. Each part finds what an earlier load has done and goes on from there. */
export const tellStory = async (cast: Cast, running: Running): Promise<void> => {
  const stage = await setStage(cast, running);
  await Promise.all([
    fourWaves(stage),
    refusedMailboxes(stage).then((campaignId) => heldRun(stage, campaignId)),
    waitingDrafts(stage),
    pausedAndCancelled(stage),
    outgrownPilot(stage),
  ]);
};

const setStage = async (cast: Cast, running: Running): Promise<Stage> => {
  const { mara, jonas, 'crm-sync': crm } = cast;
  const list = guestList([...guests, ...regulars, ...press, ...pilots]);
  const [, tasting, news, usual, gentle, ofGuests, ofRegulars, ofPress, ofPilots] = await Promise.all([
    importBefore(crm, 'first-wave', 'guest-list.csv', list),
    goalOnce(jonas, tastingGoal(1)),
    goalOnce(jonas, newsGoal),
    senderOnce(mara, sender('Harbour Coffee', 100)),
    senderOnce(mara, sender('Harbour Coffee, gently', 2)),
    segmentOnce(mara, segmentOf('guest', 'Guests of the tasting')),
    segmentOnce(mara, segmentOf('regular', 'Regulars')),
    segmentOnce(mara, segmentOf('press', 'Press')),
    segmentOnce(mara, segmentOf('pilot', 'Pilot of the subscription')),
  ]);
  return {
    cast,
    running,
    goals: { tasting, news },
    senders: { usual, gentle },
    segments: { guests: ofGuests, regulars: ofRegulars, press: ofPress, pilots: ofPilots },
  };
};

/**
 * The same invitation four times, to the same guests. The first run is as everybody wanted it; each of the others
 * differs from the one before in one thing only, and that is why it went wrong.
 */
const fourWaves = async ({ cast, running, goals, senders, segments }: Stage): Promise<void> => {
  const { mara, jonas, lin, 'crm-sync': crm } = cast;
  const refers: References = { goal: goals.tasting, segment: segments.guests, sender: senders.usual };
  const campaign = await campaignOnce(mara, invitation(refers, 1));
  const wave = async (name: string, reason: string): Promise<string> => {
    const id = await runOnce(lin, campaign, name, { reason });
    await runIn(lin, id, 'completed');
    return id;
  };

  const addresses = ['mara@harbour-coffee.test', 'jonas@harbour-coffee.test'];
  await runOnce(mara, campaign, 'proof', { test: true, addresses, reason: 'Proofreading' });

  const first = await wave('first-wave', 'The invitation');
  await answerRun(lin, running, first, [
    { contact: 'guest-01', with: { words: 'Yes, gladly. A table for two, please!' } },
    { contact: 'guest-02', with: { kind: 'out of office' } },
    { contact: 'guest-05', with: { words: 'Geht klar, ich freue mich.' } },
    { contact: 'guest-12', with: { kind: 'bounce (RFC 3464)' } },
    { contact: 'guest-17', with: { kind: 'List-Unsubscribe' } },
    { contact: 'guest-20', with: { kind: 'ticket system' } },
  ]);

  // Later instructions.
  await reviseCampaign(mara, campaign, 2, invitation(refers, 2));
  const second = await wave('second-wave', 'Reminder, a day later');
  await answerRun(lin, running, second, [
    { contact: 'guest-03', with: { words: '25 euros? The first mail said that it was free.' } },
    { contact: 'guest-07', with: { words: 'Has the price changed since yesterday? I would rather not, then.' } },
    { contact: 'guest-02', with: { kind: 'out of office' } },
  ]);
  await reviseCampaign(mara, campaign, 3, invitation(refers, 3));

  // Contact data.
  await importBefore(crm, 'third-wave', 'crm-export.csv', shopList('wrong'));
  const third = await wave('third-wave', 'Reminder with the right terms');
  await answerRun(lin, running, third, [
    { contact: 'guest-08', with: { words: 'Why Hamburg? I live in Bremen and always go to the shop there.' } },
    { contact: 'guest-09', with: { words: 'Leipzig is my shop, Hamburg is 300 km away.' } },
    { contact: 'guest-23', with: { words: 'Please unsubscribe me.' } },
  ]);
  await importBefore(crm, 'fourth-wave', 'crm-export-corrected.csv', shopList('right'));

  // A goal edit.
  await reviseGoal(jonas, goals.tasting, 2, tastingGoal(2));
  const fourth = await wave('fourth-wave', 'Last call');
  await answerRun(lin, running, fourth, [
    { contact: 'guest-10', with: { words: 'Is it the 11th or the 18th now?' } },
    { contact: 'guest-13', with: { words: 'I had kept the 11th free, on the 18th I am away.' } },
  ]);

  const next = await runOnce(lin, campaign, 'next-week', {
    startAt: nextMonday('09:00'),
    follow: 'latest',
    reason: 'For the second evening',
  });
  await reschedule(lin, next, nextMonday('10:30'), 'The shop opens at ten');
};

/** `completed_with_failures`. */
const refusedMailboxes = async ({ cast: { mara, lin }, goals, senders, segments }: Stage): Promise<string> => {
  const refers = { goal: goals.news, segment: segments.regulars, sender: senders.usual };
  const campaign = await campaignOnce(mara, openingHours(refers));
  const id = await runOnce(lin, campaign, 'refused-mailboxes', { reason: 'In time before January' });
  await runIn(lin, id, 'completed_with_failures');
  return campaign;
};

/** `running`, and it stays so until somebody lifts the hold. */
const heldRun = async ({ cast: { lin } }: Stage, campaign: string): Promise<void> => {
  const reason = 'The printer has other hours than the mail: wait for Mara';
  const body = { scope: `campaign:${campaign}`, reason };
  await answered(lin.client.POST('/v1/holds', { params: { header: listed }, body }));
  const id = await runOnce(lin, campaign, 'held', { reason: 'Second half of the regulars' });
  await runIn(lin, id, 'running');
};

/** `awaiting_approval`: two drafts approved, one rejected, two undecided. */
const waitingDrafts = async ({ cast: { mara, lin }, goals, senders, segments }: Stage): Promise<void> => {
  const refers = { goal: goals.news, segment: segments.press, sender: senders.usual };
  const campaign = await campaignOnce(mara, pressNote(refers));
  const id = await runOnce(lin, campaign, 'drafts', { reason: 'Press, two weeks before' });
  await runWhere(lin, id, 'awaits approval', ({ status, drafts }) => status === 'awaiting_approval' && drafts > 0);
  const { items } = await answered(lin.client.GET('/v1/drafts', { params: { query: { run: id } } }));
  if (items.length < press.length) return; // decided by an earlier load
  const seen = items.map(({ id: draft, contentHash }) => ({ id: draft, contentHash: contentHash ?? '' }));
  const decide = { approve: seen.slice(0, 2), reject: seen.slice(2, 3) };
  await answered(lin.client.POST('/v1/drafts/approve', { body: { drafts: decide.approve, note: 'Good as it is' } }));
  await answered(lin.client.POST('/v1/drafts/reject', { body: { drafts: decide.reject, note: 'Has left the paper' } }));
  await runWhere(lin, id, 'has sent what was approved', ({ ledger }) => ledger.accepted === decide.approve.length);
};

/** `cancelled` and `paused`, both on the way: their sender is slow. */
const pausedAndCancelled = async ({ cast: { mara, lin }, goals, senders, segments }: Stage): Promise<void> => {
  const refers = { goal: goals.news, segment: segments.guests, sender: senders.gentle };
  const campaign = await campaignOnce(mara, thanks(refers));
  for (const [action, reason] of [
    ['cancel', 'Too early: the year is not over'],
    ['pause', 'Mara wants to read it once more'],
  ] as const) {
    const id = await runOnce(lin, campaign, `thanks-${action}`, { reason: 'To all guests' });
    const { status } = await runWhere(lin, id, 'has begun', (run) => run.ledger.accepted >= 2);
    if (status === 'running') await steer(lin, id, action, reason);
    await runIn(lin, id, action === 'cancel' ? 'cancelled' : 'paused');
  }
};

/** `failed`: while it waits for its time, the segment outgrows what the campaign allows. */
const outgrownPilot = async ({ cast, goals, senders, segments }: Stage): Promise<void> => {
  const { mara, lin, 'crm-sync': crm } = cast;
  const refers = { goal: goals.news, segment: segments.pilots, sender: senders.usual };
  const campaign = await campaignOnce(mara, pilot(refers));
  const id = await runOnce(lin, campaign, 'pilot', { startAt: nextMonday('08:00'), reason: 'Boxes are packed' });
  if ((await runNow(lin, id)).status === 'scheduled') {
    await importCsv(crm, 'late-pilots.csv', guestList(latePilots));
    const soon = new Date(Date.now() + 1_000).toISOString();
    await reschedule(lin, id, soon, 'The courier comes today');
  }
  await runIn(lin, id, 'failed');
};

/** A wall-clock time on the Monday after this week, as the API takes it. */
const nextMonday = (time: string): { readonly local: string; readonly timeZone: string } => {
  const today = new Date();
  const days = (8 - today.getUTCDay()) % 7 || 7;
  const day = new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  return { local: `${day}T${time}`, timeZone: 'Europe/Berlin' };
};
