import { Monitor, Moon, Sun } from 'lucide-react';
import { Menu, MenuChoice } from '../parts/menu.js';
import { type Theme, themes, useTheme } from './theme.js';
import styles from './top-bar.module.css';

const shown = {
  system: { label: 'As the system', icon: Monitor },
  light: { label: 'Light', icon: Sun },
  dark: { label: 'Dark', icon: Moon },
} satisfies Record<Theme, object>;

export const ThemeMenu = () => {
  const [theme, setTheme] = useTheme();
  const { icon: Icon, label } = shown[theme];
  return (
    <Menu
      trigger={
        <button type="button" className={styles.icon} aria-label={`Theme: ${label}`} title="Theme">
          <Icon size={16} aria-hidden />
        </button>
      }
    >
      <MenuChoice
        value={theme}
        onChoose={setTheme}
        choices={themes.map((value) => ({ value, label: shown[value].label, icon: shown[value].icon }))}
      />
    </Menu>
  );
};
