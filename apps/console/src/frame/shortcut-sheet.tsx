import { Modal } from '../parts/modal.js';
import styles from './shortcut-sheet.module.css';
import { type Shortcut, useActiveShortcuts, useShortcutsEnabled } from './shortcuts.js';

interface ShortcutSheetProps {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
}

export const ShortcutSheet = ({ open, onOpenChange }: ShortcutSheetProps) => (
  <Modal open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
    <Keys />
  </Modal>
);

const Keys = () => {
  const groups = new Map<string, Shortcut[]>();
  for (const shortcut of useActiveShortcuts())
    groups.set(shortcut.group, [...(groups.get(shortcut.group) ?? []), shortcut]);
  const [enabled, setEnabled] = useShortcutsEnabled();
  return (
    <>
      <div className={styles.groups}>
        {[...groups].map(([group, shortcuts]) => (
          <section key={group}>
            <h3 className={styles.heading}>{group}</h3>
            <dl className={styles.keys}>
              {shortcuts.map(({ keys, label }) => (
                <div key={keys} className={styles.row}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.split(' ').map((key) => (
                      <kbd key={key} className={styles.key}>
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className={styles.switch}>
        <input type="checkbox" checked={enabled} onChange={(event) => setEnabled(event.target.checked)} /> Single keys
        do something
      </label>
    </>
  );
};
