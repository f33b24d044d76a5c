import { type Difference, Differences } from '../diff.js';
import type { Look } from '../look.js';
import styles from './area-differences.module.css';

/** Differences as people speak of them: part by part of a definition. */
export interface Area {
  readonly area: string;
  readonly differences: readonly Difference[];
}

interface AreaDifferencesProps {
  readonly areas: readonly Area[];
  readonly from: number;
  readonly to: number;
  readonly view: Look<'diff'>;
}

/** What changed from one version to another, under the name of each part. */
export const AreaDifferences = ({ areas, from, to, view }: AreaDifferencesProps) =>
  areas.map(({ area, differences }) => (
    <section key={area} className={styles.area} aria-label={area}>
      <h3 className={styles.title}>{area}</h3>
      <Differences
        caption={`${area}, v${from} to v${to}`}
        differences={differences}
        sides={[`v${from}`, `v${to}`]}
        view={view}
      />
    </section>
  ));
