import type { ChannelKind } from '../campaign/messages.js';
import { assertNever, type Decider, reject } from '../kernel/decider.js';
import type { ConsentState, ContactCommand, ContactEvent } from './messages.js';

/** What the log knows of a contact; whether one exists at all, and everything personal, the vault knows. */
export interface ContactState {
  readonly status: 'known' | 'erased';
  /** Absent = never said. */
  readonly consent: { readonly [channel in ChannelKind]?: ConsentState };
  /** Ids of the events that services reported: each counts once. */
  readonly recorded: readonly string[];
}

export interface ContactRejection {
  readonly rejected: 'erased';
  readonly detail: string;
}

const decide = (command: ContactCommand, contact: ContactState): readonly ContactEvent[] | ContactRejection => {
  if (command.type === 'EraseContact') {
    return contact.status === 'erased' ? [] : [{ type: 'ContactErased', data: command.data }];
  }
  if (contact.status === 'erased') return reject('erased', 'the contact was erased');
  switch (command.type) {
    case 'ChangeConsent': {
      const { channel, state } = command.data;
      return contact.consent[channel] === state ? [] : [{ type: 'ConsentChanged', data: command.data }];
    }
    case 'RecordContactEvent':
      return contact.recorded.includes(command.data.eventId)
        ? []
        : [{ type: 'ContactEventRecorded', data: command.data }];
    default:
      return assertNever(command);
  }
};

const evolve = (contact: ContactState, event: ContactEvent): ContactState => {
  switch (event.type) {
    case 'ConsentChanged':
      return { ...contact, consent: { ...contact.consent, [event.data.channel]: event.data.state } };
    case 'ContactEventRecorded':
      return { ...contact, recorded: [...contact.recorded, event.data.eventId] };
    case 'ContactErased':
      return { ...contact, status: 'erased' };
    default:
      return assertNever(event);
  }
};

export const contactDecider: Decider<ContactCommand, ContactEvent, ContactState, ContactRejection> = {
  initial: { status: 'known', consent: {}, recorded: [] },
  decide,
  evolve,
};
