import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import { Button } from '../parts/button.js';
import { SearchInput } from '../parts/search-input.js';
import list from '../run/communications/communications.module.css';
import type { ContactsSearch } from './contacts-search.js';
import styles from './contacts.module.css';

/** By an address, or straight to who has the external id. */
export const FindContact = ({ search }: { readonly search: ContactsSearch }) => {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const find = (event: SyntheticEvent): void => {
    event.preventDefault();
    const words = text.trim();
    if (words === '') return;
    setText('');
    if (words.includes('@')) void navigate({ to: '/contacts', search: { email: words } });
    else void navigate({ to: '/contacts/$externalId', params: { externalId: words } });
  };
  return (
    <form role="search" className={styles.tools} onSubmit={find}>
      <div className={styles.find}>
        <SearchInput label="Find a contact" placeholder="Address, or external id" value={text} onChange={setText} />
      </div>
      <Button type="submit">Find</Button>
      {search.email === undefined ? null : (
        <button type="button" className={list.chip} onClick={() => void navigate({ to: '/contacts', search: {} })}>
          address: {search.email} <X size={12} aria-hidden />
          <span className={list.hidden}>take the filter away</span>
        </button>
      )}
    </form>
  );
};
