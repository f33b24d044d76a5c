import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './icon-button.module.css';

interface IconButtonProps extends ComponentProps<'button'> {
  readonly icon: LucideIcon;
  /** What it does, for those who do not see the icon. */
  readonly label: string;
  readonly look?: 'plain' | 'quiet' | 'danger';
  readonly size?: number;
}

/** Where there is no room for words. */
export const IconButton = ({ icon: Icon, label, look = 'plain', size = 15, ...rest }: IconButtonProps) => (
  <button type="button" className={`${styles.button} ${styles[look]}`} aria-label={label} {...rest}>
    <Icon size={size} aria-hidden />
  </button>
);
