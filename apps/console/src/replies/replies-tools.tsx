import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type SyntheticEvent, useState } from 'react';
import { Button } from '../parts/button.js';
import { SearchInput } from '../parts/search-input.js';
import styles from '../run/communications/communications.module.css';
import { type ReplyClass, replyClasses, replyClassNames } from '../run/replies/reply-class.js';
import type { RepliesSearch } from './replies-search.js';

const route = getRouteApi('/frame/replies');

export const RepliesTools = () => {
  const { open: _, ...search } = route.useSearch();
  const navigate = useNavigate({ from: '/replies' });
  const [text, setText] = useState(search.from ?? '');
  const kinds = search.class ?? [];
  const set = (next: RepliesSearch): void => void navigate({ to: '.', search: next, replace: true });
  const toggle = (kind: ReplyClass): void => {
    const { class: __, ...rest } = search;
    const next = kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind];
    set(next.length === 0 ? rest : { ...rest, class: next });
  };
  const find = (event: SyntheticEvent): void => {
    event.preventDefault();
    const { from: __, ...rest } = search;
    set(text.trim() === '' ? rest : { ...rest, from: text.trim() });
  };
  const inQuarantine = search.quarantined === 'true';
  return (
    <div className={styles.filters}>
      <div className={styles.filters} role="group" aria-label="Kind of reply">
        {replyClassNames.map((kind) => (
          <Button
            key={kind}
            look={kinds.includes(kind) ? 'primary' : 'plain'}
            aria-pressed={kinds.includes(kind)}
            icon={replyClasses[kind].icon}
            onClick={() => toggle(kind)}
          >
            {replyClasses[kind].label}
          </Button>
        ))}
        <Button
          look={inQuarantine ? 'primary' : 'plain'}
          aria-pressed={inQuarantine}
          onClick={() => {
            const { quarantined: __, ...rest } = search;
            set(inQuarantine ? rest : { ...rest, quarantined: 'true' });
          }}
        >
          Quarantine
        </Button>
      </div>
      <form role="search" className={styles.find} onSubmit={find}>
        <SearchInput label="Sender's address" placeholder="Sender's address" value={text} onChange={setText} />
      </form>
    </div>
  );
};
