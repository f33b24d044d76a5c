import { Dialog } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { DialogHead } from './modal.js';
import modal from './modal.module.css';
import styles from './sheet.module.css';

interface SheetProps {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
  readonly title: string;
  readonly side?: 'start' | 'end';
  readonly trigger?: ReactElement;
  readonly children: ReactNode;
}

/** A panel at the edge of the window. */
export const Sheet = ({ open, onOpenChange, title, side = 'end', trigger, children }: SheetProps) => (
  <Dialog.Root open={open} onOpenChange={onOpenChange}>
    {trigger === undefined ? null : <Dialog.Trigger asChild>{trigger}</Dialog.Trigger>}
    <Dialog.Portal>
      <Dialog.Overlay className={modal.veil} />
      <Dialog.Content className={`${styles.sheet} ${styles[side]}`} aria-describedby={undefined}>
        <DialogHead title={title} />
        <div className={modal.body}>{children}</div>
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
);
