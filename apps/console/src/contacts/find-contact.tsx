import { useNavigate } from '@tanstack/react-router';
import { type SyntheticEvent, useState } from 'react';
import { Button } from '../parts/button.js';
import { KeptFilter } from '../parts/list/kept-filter.js';
import page from '../parts/page.module.css';
import { SearchInput } from '../parts/search-input.js';
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
    <form role="search" className={page.tools} onSubmit={find}>
      <div className={styles.find}>
        <SearchInput label="Find a contact" placeholder="Address, or external id" value={text} onChange={setText} />
      </div>
      <Button type="submit">Find</Button>
      {search.email === undefined ? null : (
        <KeptFilter onRemove={() => void navigate({ to: '/contacts', search: {} })}>address: {search.email}</KeptFilter>
      )}
    </form>
  );
};
