import { useQuery } from '@tanstack/react-query';
import { Plus, Users, X } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import { answered, ProblemAnswer } from '#client/client.js';
import { api } from '../../api/client.js';
import { Button } from '../../parts/button.js';
import { IconButton } from '../../parts/icon-button.js';
import { Panel } from '../../parts/panel.js';
import { ErrorState, Skeleton } from '../../parts/states.js';
import { useToast } from '../../parts/toasts.js';
import type { CampaignDefinition } from '../campaign-queries.js';
import styles from './editor.module.css';
import form from './form/form.module.css';
import { MessageShown, type Source } from './message-shown.js';
import { trialQuery, useRested } from './trial.js';

interface PreviewProps {
  readonly id: string;
  readonly definition: CampaignDefinition;
  readonly source: Source;
  /** Contacts by the ids that services know them by. */
  readonly contacts: readonly string[];
  onContacts(contacts: readonly string[]): void;
}

/** So many messages are written at once at the most. */
const most = 20;

/** What chosen contacts would get of what is written here. */
export const Preview = ({ id, definition, source, contacts, onContacts }: PreviewProps) => {
  const [name, setName] = useState('');
  const add = (event: SyntheticEvent): void => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '') return;
    onContacts([...new Set([...contacts, wanted])].slice(0, most));
    setName('');
  };
  return (
    <Panel title="Messages" note="written for these contacts; nothing is sent">
      <div className={styles.preview}>
        <form className={form.add} onSubmit={add}>
          <label>
            Contact, by the id your services know it by
            <input
              className={form.control}
              value={name}
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => setName(target.value)}
            />
          </label>
          <Button type="submit" icon={Plus} refusal={name.trim() === '' ? 'Name a contact first' : undefined}>
            Add
          </Button>
          {definition.segment === null ? null : (
            <SomeOfSegment segment={definition.segment} onFound={(found) => onContacts(found.slice(0, most))} />
          )}
        </form>
        {contacts.length === 0 ? (
          <p className={styles.quiet}>Choose somebody: their message is written as it would be in a run.</p>
        ) : (
          <Written
            id={id}
            definition={definition}
            source={source}
            contacts={contacts}
            onRemove={(contact) => onContacts(contacts.filter((each) => each !== contact))}
          />
        )}
      </div>
    </Panel>
  );
};

interface SomeOfSegmentProps {
  readonly segment: string;
  onFound(contacts: readonly string[]): void;
}

const SomeOfSegment = ({ segment, onFound }: SomeOfSegmentProps) => {
  const [asking, setAsking] = useState(false);
  const say = useToast();
  const ask = async (): Promise<void> => {
    setAsking(true);
    try {
      const { sample } = await answered(
        api.GET('/v1/segments/{id}/audience', { params: { path: { id: segment }, query: { sample: 3 } } }),
      );
      if (sample.length === 0) say({ kind: 'failed', title: 'Nobody is in the segment' });
      else onFound(sample.map(({ externalId }) => externalId));
    } catch (error) {
      say({ kind: 'failed', title: 'The segment could not be read', detail: String(error) });
    }
    setAsking(false);
  };
  return (
    <Button icon={Users} disabled={asking} onClick={() => void ask()}>
      Three of the segment
    </Button>
  );
};

interface WrittenProps {
  readonly id: string;
  readonly definition: CampaignDefinition;
  readonly source: Source;
  readonly contacts: readonly string[];
  onRemove(contact: string): void;
}

const Written = ({ id, definition, source, contacts, onRemove }: WrittenProps) => {
  const rested = useRested(definition);
  const { data, error, isPlaceholderData, refetch } = useQuery(trialQuery(id, rested, contacts));
  const unknown = unknownOf(error, contacts);
  return (
    <>
      <ul className={styles.contacts} aria-label="Contacts">
        {contacts.map((contact) => (
          <li key={contact} className={unknown.includes(contact) ? styles.unknown : undefined}>
            <bdi>{contact}</bdi>
            {unknown.includes(contact) ? <span>: there is no such contact</span> : null}
            <IconButton
              icon={X}
              size={13}
              look="danger"
              label={`Leave ${contact} out`}
              onClick={() => onRemove(contact)}
            />
          </li>
        ))}
      </ul>
      {unknown.length > 0 ? (
        <p className={styles.quiet}>Leave out who is not there: then the others’ messages are written.</p>
      ) : error instanceof ProblemAnswer && error.response.status < 500 ? (
        <p className={styles.quiet}>Mend first what keeps it from being published: the checks name it.</p>
      ) : error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton lines={5} label="Writing" />
      ) : (
        <div className={styles.messages} aria-busy={isPlaceholderData}>
          {data.messages.map((message) => (
            <MessageShown key={message.externalId} campaignId={id} message={message} source={source} />
          ))}
        </div>
      )}
    </>
  );
};

/** Which of them the API does not know. */
const unknownOf = (error: unknown, contacts: readonly string[]): readonly string[] =>
  error instanceof ProblemAnswer
    ? (error.problem.errors ?? []).flatMap(({ pointer = '' }) => {
        const [, place] = /^\/contacts\/(\d+)$/.exec(pointer) ?? [];
        return place === undefined ? [] : (contacts[Number(place)] ?? []);
      })
    : [];
