import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './menu.module.css';

interface MenuProps {
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
}

export const Menu = ({ trigger, children, align = 'end' }: MenuProps) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    {/* Inside the landmark: what is beside all of them is hard to come by without seeing it. */}
    <DropdownMenu.Portal container={document.getElementById('main')}>
      <DropdownMenu.Content className={styles.menu} align={align} sideOffset={4} collisionPadding={8}>
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
);

interface MenuItemProps {
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
  /** Why it cannot be chosen now. */
  readonly refusal?: string | undefined;
  readonly danger?: boolean;
  onSelect(): void;
}

export const MenuItem = ({ icon: Icon, children, refusal, danger = false, onSelect }: MenuItemProps) => (
  <DropdownMenu.Item
    className={`${styles.item} ${danger ? styles.danger : ''}`}
    disabled={refusal !== undefined}
    onSelect={onSelect}
  >
    {Icon ? <Icon size={15} strokeWidth={1.8} aria-hidden /> : <span className={styles.gap} />}
    <span>
      {children}
      {refusal === undefined ? null : <span className={styles.refusal}>{refusal}</span>}
    </span>
  </DropdownMenu.Item>
);

export const MenuLine = () => <DropdownMenu.Separator className={styles.line} />;

export const MenuNote = ({ children }: { readonly children: ReactNode }) => (
  <DropdownMenu.Label className={styles.note}>{children}</DropdownMenu.Label>
);

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: LucideIcon;
}

interface MenuChoiceProps<Value extends string> {
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  onChoose(value: Value): void;
}

/** One of several. */
export const MenuChoice = <Value extends string>({ value, choices, onChoose }: MenuChoiceProps<Value>) => (
  <DropdownMenu.RadioGroup value={value}>
    {choices.map(({ value: one, label, icon: Icon }) => (
      <DropdownMenu.RadioItem key={one} value={one} className={styles.item} onSelect={() => onChoose(one)}>
        {Icon ? <Icon size={15} strokeWidth={1.8} aria-hidden /> : null}
        <span className={styles.label}>{label}</span>
        <DropdownMenu.ItemIndicator>
          <Check size={14} aria-hidden />
        </DropdownMenu.ItemIndicator>
      </DropdownMenu.RadioItem>
    ))}
  </DropdownMenu.RadioGroup>
);
