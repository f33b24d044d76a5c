import { useNavigate, useSearch } from '@tanstack/react-router';
import { ListFilter } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import type { Schemas } from '#client/client.js';
import { Button } from '../../parts/button.js';
import { KeptFilter } from '../../parts/list/kept-filter.js';
import { OptionList } from '../../parts/option-list.js';
import { Popup } from '../../parts/popup.js';
import { SearchInput } from '../../parts/search-input.js';
import { type CommunicationStatus, communicationStatuses } from '../../parts/statuses.js';
import styles from './communications.module.css';

const statuses = Object.keys(communicationStatuses) as readonly CommunicationStatus[];

interface CommunicationFiltersProps {
  readonly run: Schemas['Run'];
  /** Null while nothing is loaded. */
  readonly shown: number | null;
  readonly total: number | undefined;
}

export const CommunicationFilters = ({ run, shown, total }: CommunicationFiltersProps) => {
  const { status = [], contact, address } = useSearch({ from: '/frame/runs/$runId/$tab' });
  const navigate = useNavigate({ from: '/runs/$runId/$tab' });
  const [text, setText] = useState(address ?? contact ?? '');
  const set = (change: {
    readonly status?: readonly CommunicationStatus[];
    readonly contact?: string;
    readonly address?: string;
  }): void =>
    void navigate({ to: '.', search: ({ at }) => ({ ...(at === undefined ? {} : { at }), ...change }), replace: true });
  const kept = {
    ...(status.length === 0 ? {} : { status }),
    ...(contact === undefined ? {} : { contact }),
    ...(address === undefined ? {} : { address }),
  };
  const toggle = (one: CommunicationStatus): void => {
    const { status: _, ...rest } = kept;
    const next = status.includes(one) ? status.filter((each) => each !== one) : [...status, one];
    set(next.length === 0 ? rest : { ...rest, status: next });
  };
  const find = (event: SyntheticEvent): void => {
    event.preventDefault();
    const words = text.trim();
    const { contact: _, address: __, ...rest } = kept;
    if (words === '') set(rest);
    else set({ ...rest, ...(words.includes('@') ? { address: words } : { contact: words }) });
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
          options={statuses
            .filter((one) => run.communications[one] !== undefined || status.includes(one))
            .map((value) => ({
              value,
              label: communicationStatuses[value].label,
              note: (run.communications[value] ?? 0).toLocaleString(),
            }))}
          chosen={status}
          onChoose={toggle}
        />
      </Popup>
      {status.map((one) => (
        <KeptFilter key={one} onRemove={() => toggle(one)}>
          {communicationStatuses[one].label}
        </KeptFilter>
      ))}
      <form role="search" className={styles.find} onSubmit={find}>
        <SearchInput
          label="Address or id of a contact"
          placeholder="Address or contact id"
          value={text}
          onChange={setText}
        />
      </form>
      {contact === undefined && address === undefined ? null : (
        <KeptFilter
          onRemove={() => {
            setText('');
            const { contact: _, address: __, ...rest } = kept;
            set(rest);
          }}
        >
          {address ?? contact}
        </KeptFilter>
      )}
      <span className={styles.amount}>
        {shown === null ? '' : total === undefined ? `${shown.toLocaleString()}+` : total.toLocaleString()}
        {shown === null ? '' : total === 1 ? ' message' : ' messages'}
      </span>
    </div>
  );
};
