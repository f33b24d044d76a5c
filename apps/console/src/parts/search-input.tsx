import { Search } from 'lucide-react';
import type { Ref } from 'react';
import styles from './search-input.module.css';

interface SearchInputProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  onChange(value: string): void;
  readonly ref?: Ref<HTMLInputElement>;
}

export const SearchInput = ({ label, placeholder, value, onChange, ref }: SearchInputProps) => (
  <div className={styles.search}>
    <Search size={14} aria-hidden />
    <input
      ref={ref}
      type="search"
      className={styles.input}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  </div>
);
