import { presentCourse } from '#domain/explain/courses.js';
import type { Course, Facts } from '#domain/explain/facts.js';
import { holdsIn, limitsOf } from '#domain/explain/facts-of.js';
import { plain } from '#domain/explain/plain.js';
import { writtenFacts } from '#domain/explain/written.js';
import type { ExistingRun } from '#domain/run/state.js';
import { hmac } from '#platform/ids.js';
import type { KeyedContact } from '#vault/contacts/contact.js';
import { contactsByIds } from '#vault/contacts/contacts.js';
import { valueHashesOf } from '#vault/renderings/value-hashes.js';
import { runInputs } from '#vault/run-inputs/run-inputs.js';
import { renderMessage } from '#vault/writer/render.js';
import type { Installation } from '../installation.js';
import { pinsOf } from '../runs/pins.js';
import { pinnedDefinitions, presentDefinitions, usesOf } from './definitions.js';
import { holdsOn } from './holds.js';
import { presentMembers } from './members.js';

/** So many contacts are looked up, from the first on: their messages are written once more for it. */
const mostContacts = 50;

/** What a run of the same campaign would use now. What only a run itself can have is null. */
export const presentFacts = async (
  installation: Installation,
  run: ExistingRun,
  courses: readonly Course[],
): Promise<Facts> => {
  const definitions = await presentDefinitions(installation.store, run.request.campaignId);
  const { segment, campaign } = definitions;
  const uses = usesOf(campaign.definition);
  const [present, holds] = await Promise.all([
    presentCourses(installation, run, courses.slice(0, mostContacts)),
    holdsOn(installation.store, run).then(holdsIn),
  ]);
  const events = [campaign.event];
  const ofSegment = run.request.audience.kind === 'segment';
  return {
    fate: { courses: [], ended: null },
    of: {
      ...writtenFacts(definitions, uses),
      approval: {
        value: {
          reviewer: campaign.definition.reviewer,
          drafts: 0,
          approved: 0,
          rejected: 0,
          expired: 0,
          longestMs: Infinity,
        },
        events,
      },
      'contact data': { value: { courses: present }, events: [] },
      audience: ofSegment
        ? {
            value: {
              kind: 'segment',
              ...(await presentMembers(installation, segment?.definition.filter)),
              segment: segment?.pin ?? null,
              filter: plain(segment?.definition.filter ?? null),
              one: null,
            },
            events,
          }
        : null,
      limits: { value: limitsOf(definitions, null), events },
      replies: null,
      variables: null,
      queue: {
        value: { waitedMs: null, orphaned: 0, holds: holds.filter(({ to }) => to === null) },
        events: [],
      },
      timing: null,
      provider: null,
    },
  };
};

/** The run's own texts, filled in with the contacts as they are now; only hashes leave this function. */
const presentCourses = async (
  { store, pool }: Installation,
  run: ExistingRun,
  courses: readonly Course[],
): Promise<ReadonlyMap<string, Course>> => {
  const { runId, channel } = run.request;
  const [{ campaign, goal }, contacts, inputs] = await Promise.all([
    pinnedDefinitions(store, pinsOf(run)),
    contactsByIds(
      pool,
      courses.map(({ contactId }) => contactId),
    ),
    runInputs(pool, runId),
  ]);
  const input = {
    campaign: { hash: campaign.pin.hash, definition: campaign.definition },
    goal: goal?.definition ?? null,
    variables: inputs?.variables ?? {},
    unsubscribeUrl: 'https://unsubscribe.invalid/',
  };
  const present = (contact: KeyedContact): Course => {
    const written = renderMessage({ ...input, contact });
    const address = channel === 'email' ? contact.email : contact.externalId;
    return presentCourse({
      contactId: contact.id,
      values: written.ok ? valueHashesOf(contact.key, written.variables) : undefined,
      // A test run goes to addresses of its own.
      addressHash: address === null || (inputs?.addresses.length ?? 0) > 0 ? null : hmac(contact.key, address),
    });
  };
  return new Map([...contacts.values()].map((contact) => [contact.id, present(contact)]));
};
