import { Popover } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './popup.module.css';

interface PopupProps {
  /** Name for those who do not see it. */
  readonly label: string;
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
  readonly open?: boolean;
  onOpenChange?(open: boolean): void;
}

/** A small panel on its button; Escape closes it and the button has the focus again. */
export const Popup = ({ label, trigger, children, align = 'end', open, onOpenChange }: PopupProps) => (
  <Popover.Root {...(open === undefined ? {} : { open })} {...(onOpenChange === undefined ? {} : { onOpenChange })}>
    <Popover.Trigger asChild>{trigger}</Popover.Trigger>
    <Popover.Portal>
      <Popover.Content className={styles.popup} aria-label={label} align={align} sideOffset={4} collisionPadding={8}>
        {children}
      </Popover.Content>
    </Popover.Portal>
  </Popover.Root>
);
