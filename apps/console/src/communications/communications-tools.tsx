import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ListFilter } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import { Button } from '../parts/button.js';
import { KeptFilter } from '../parts/list/kept-filter.js';
import { OptionList } from '../parts/option-list.js';
import { Popup } from '../parts/popup.js';
import { SearchInput } from '../parts/search-input.js';
import { type CommunicationStatus, communicationStatuses } from '../parts/statuses.js';
import styles from '../run/communications/communications.module.css';
import { channels, type CommunicationsSearch } from './communications-search.js';

const route = getRouteApi('/frame/communications');

const statuses = Object.keys(communicationStatuses) as readonly CommunicationStatus[];

/** Filters with one value, as chips. */
const single = ['channel', 'contact', 'address', 'messageId', 'campaign', 'run', 'test'] as const;

const labels = { messageId: 'Message-ID', test: 'test' } as const satisfies Partial<Record<string, string>>;

export const CommunicationsTools = () => {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/communications' });
  const [text, setText] = useState('');
  const { status = [], channel } = search;
  const set = (next: CommunicationsSearch): void => void navigate({ to: '.', search: next, replace: true });
  const without = (name: keyof CommunicationsSearch): CommunicationsSearch => {
    const { [name]: _, open: __, ...rest } = search;
    return rest;
  };
  const toggle = (one: CommunicationStatus): void => {
    const next = status.includes(one) ? status.filter((each) => each !== one) : [...status, one];
    set(next.length === 0 ? without('status') : { ...without('status'), status: next });
  };
  const find = (event: SyntheticEvent): void => {
    event.preventDefault();
    const words = text.trim();
    if (words === '') return;
    const name = words.startsWith('<') ? 'messageId' : words.includes('@') ? 'address' : 'contact';
    setText('');
    set({ ...without(name), [name]: words });
  };
  return (
    <div className={styles.filters}>
      <Popup
        label="Status of the messages"
        align="start"
        trigger={<Button icon={ListFilter}>Status{status.length === 0 ? '' : `: ${status.length}`}</Button>}
      >
        <OptionList
          label="Status"
          options={statuses.map((value) => ({ value, label: communicationStatuses[value].label }))}
          chosen={status}
          onChoose={toggle}
        />
      </Popup>
      <Popup label="Channel" align="start" trigger={<Button icon={ListFilter}>Channel</Button>}>
        <OptionList
          label="Channel"
          options={channels.map((value) => ({ value, label: value }))}
          chosen={channel === undefined ? [] : [channel]}
          onChoose={(value) => set(value === channel ? without('channel') : { ...without('channel'), channel: value })}
        />
      </Popup>
      <form role="search" className={styles.find} onSubmit={find}>
        <SearchInput
          label="Address, contact id or Message-ID"
          placeholder="Address, contact, <Message-ID>"
          value={text}
          onChange={setText}
        />
      </form>
      {status.map((one) => (
        <KeptFilter key={one} onRemove={() => toggle(one)}>
          {communicationStatuses[one].label}
        </KeptFilter>
      ))}
      {single.map((name) =>
        search[name] === undefined ? null : (
          <KeptFilter key={name} onRemove={() => set(without(name))}>
            {`${name in labels ? labels[name as keyof typeof labels] : name}: ${search[name]}`}
          </KeptFilter>
        ),
      )}
    </div>
  );
};
