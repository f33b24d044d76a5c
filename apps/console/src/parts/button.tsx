import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import hidden from './hidden.module.css';
import styles from './button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'plain' | 'primary' | 'danger' | 'ghost';
  readonly icon?: LucideIcon;
  /** Why it cannot be used now: the button stays reachable, and says so. */
  readonly refusal?: string | undefined;
}

export const Button = ({ look = 'plain', icon: Icon, refusal, children, onClick, ...rest }: ButtonProps) => (
  <button
    type="button"
    className={`${styles.button} ${styles[look]}`}
    {...(refusal === undefined ? { onClick } : { 'aria-disabled': true, title: refusal })}
    {...rest}
  >
    {Icon && <Icon size={15} strokeWidth={1.9} aria-hidden />}
    {children}
    {refusal === undefined ? null : <span className={hidden.hidden}>{refusal}</span>}
  </button>
);
