import fc from 'fast-check';
import { channelKinds } from '../campaign/messages.js';
import { checkDecider, checkFold } from '../testing/decider-properties.js';
import { specFor } from '../testing/spec-for.js';
import { contactDecider } from './decide.js';
import type { ContactCommand, ContactEvent } from './messages.js';

const given = specFor(contactDecider);
const contactId = 'p1';
const consent = { contactId, channel: 'email', state: 'granted', origin: 'form' } as const;
const happening = { contactId, eventId: 'x1', kind: 'booked', happenedAt: '2026-11-22T08:00:00.000Z' };
const erased: ContactEvent = { type: 'ContactErased', data: { contactId } };

describe('a contact', () => {
  it('gives and withdraws consent by channel', () => {
    const granted: ContactEvent = { type: 'ConsentChanged', data: consent };
    const withdrawn = { ...consent, state: 'withdrawn' } as const;
    given().when({ type: 'ChangeConsent', data: consent }).then(granted);
    given(granted)
      .when({ type: 'ChangeConsent', data: { ...consent, origin: 'import' } })
      .then();
    given(granted).when({ type: 'ChangeConsent', data: withdrawn }).then({ type: 'ConsentChanged', data: withdrawn });
    given(granted)
      .when({ type: 'ChangeConsent', data: { ...consent, channel: 'http' } })
      .thenTypes('ConsentChanged');
  });

  it('has each reported event counted once, whatever the repetition says', () => {
    const recorded: ContactEvent = { type: 'ContactEventRecorded', data: happening };
    given().when({ type: 'RecordContactEvent', data: happening }).then(recorded);
    given(recorded)
      .when({ type: 'RecordContactEvent', data: { ...happening, kind: 'cancelled' } })
      .then();
    given(recorded)
      .when({ type: 'RecordContactEvent', data: { ...happening, eventId: 'x2' } })
      .thenTypes('ContactEventRecorded');
  });

  it('is erased once, and nothing is recorded of it afterwards', () => {
    given().when({ type: 'EraseContact', data: { contactId } }).then(erased);
    given(erased).when({ type: 'EraseContact', data: { contactId } }).then();
    given(erased).when({ type: 'ChangeConsent', data: consent }).thenRejects('erased');
    given(erased).when({ type: 'RecordContactEvent', data: happening }).thenRejects('erased');
  });

  it('holds the invariants of every decider, and nothing follows the erasure', () => {
    const channels = fc.constantFrom(...channelKinds);
    const states = fc.constantFrom('granted' as const, 'withdrawn' as const);
    const changes = fc.record({
      contactId: fc.constant(contactId),
      channel: channels,
      state: states,
      origin: fc.constant('x'),
    });
    const happenings = fc.constantFrom('x1', 'x2', 'x3').map((eventId) => ({ ...happening, eventId }));
    checkDecider(
      contactDecider,
      fc.oneof(
        { weight: 5, arbitrary: changes.map((data): ContactCommand => ({ type: 'ChangeConsent', data })) },
        { weight: 5, arbitrary: happenings.map((data): ContactCommand => ({ type: 'RecordContactEvent', data })) },
        fc.constant<ContactCommand>({ type: 'EraseContact', data: { contactId } }),
      ),
      (events) => {
        expect(events.slice(0, -1)).not.toContainEqual(erased);
      },
    );
    checkFold(
      contactDecider,
      fc.oneof(
        changes.map((data): ContactEvent => ({ type: 'ConsentChanged', data })),
        happenings.map((data): ContactEvent => ({ type: 'ContactEventRecorded', data })),
        fc.constant(erased),
      ),
      (before, after) => {
        if (before.status === 'erased') expect(after.status).toBe('erased');
      },
    );
  });
});
