import { LogOut } from 'lucide-react';
import { useSession, useSignOut } from '../api/session.js';
import { Menu, MenuItem, MenuNote } from '../parts/menu.js';
import styles from './top-bar.module.css';

export const PersonMenu = () => {
  const session = useSession();
  const signOut = useSignOut();
  if (session === null) return null;
  return (
    <Menu
      trigger={
        <button type="button" className={styles.tool} aria-label={`Signed in as ${session.owner}`}>
          {session.owner}
        </button>
      }
    >
      <MenuNote>
        {session.owner}, {session.role}
      </MenuNote>
      <MenuItem icon={LogOut} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  );
};
