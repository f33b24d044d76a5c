import { Link } from '@tanstack/react-router';
import { Keyboard, Menu } from 'lucide-react';
import { useState } from 'react';
import { Sheet as Drawer } from '../parts/sheet.js';
import type { Sheet } from './frame-shortcuts.js';
import { Mark } from './mark.js';
import { NavList } from './nav.js';
import { PersonMenu } from './person-menu.js';
import { ShortcutSheet } from './shortcut-sheet.js';
import { ThemeMenu } from './theme-menu.js';
import styles from './top-bar.module.css';
import { ZoneMenu } from './zone-menu.js';

export const TopBar = ({ sheet }: { readonly sheet: Sheet }) => {
  const [navOpen, setNavOpen] = useState(false);
  return (
    <header className={styles.bar}>
      <Drawer
        open={navOpen}
        onOpenChange={setNavOpen}
        side="start"
        title="Pages"
        trigger={
          <button type="button" className={styles.menu} aria-label="Pages">
            <Menu size={18} aria-hidden />
          </button>
        }
      >
        <NavList onChosen={() => setNavOpen(false)} />
      </Drawer>
      <Link to="/runs" className={styles.mark} aria-label="Sortie, to the runs">
        <Mark />
        <span aria-hidden>Sortie</span>
      </Link>
      <div className={styles.tools}>
        <ZoneMenu />
        <ThemeMenu />
        <button
          type="button"
          className={styles.icon}
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          onClick={() => sheet.setOpen(true)}
        >
          <Keyboard size={16} aria-hidden />
        </button>
        <PersonMenu />
      </div>
      <ShortcutSheet open={sheet.open} onOpenChange={sheet.setOpen} />
    </header>
  );
};
