import { Link } from '@tanstack/react-router';
import styles from './nav.module.css';
import { places } from './places.js';

export const Nav = () => (
  <nav className={styles.nav} aria-label="Pages">
    <NavList />
  </nav>
);

/** Also in the sheet that small screens open. */
export const NavList = ({ onChosen }: { readonly onChosen?: () => void }) =>
  places.map(({ group, places: of }) => (
    <section key={group} className={styles.group} aria-label={group}>
      <h2 className={styles.heading}>{group}</h2>
      <ul>
        {of.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className={styles.link}
              activeOptions={{ exact: false, includeSearch: false }}
              {...(onChosen === undefined ? {} : { onClick: onChosen })}
            >
              <Icon size={15} strokeWidth={1.8} aria-hidden />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
