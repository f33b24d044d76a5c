import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Difference } from '../parts/diff.js';
import panels from '../parts/panel-grid.module.css';
import { Panel } from '../parts/panel.js';
import { Unread } from '../parts/states.js';
import { VersionDiff } from '../parts/versions/version-diff.js';
import { VersionList } from '../parts/versions/version-list.js';
import { type DefinitionOf, type LibraryKind, libraryWords } from './library-kinds.js';
import { diffQuery, versionQuery, versionsQuery } from './library-queries.js';
import type { ItemSearch } from './library-search.js';

interface ItemVersionsProps<Kind extends LibraryKind> {
  readonly kind: Kind;
  readonly id: string;
  /** The newest. */
  readonly version: number;
  readonly search: ItemSearch;
  /** What people call a member, by its pointer. */
  wordsOf(path: string): string;
  factsOf(definition: DefinitionOf<Kind>): ReactNode;
}

/** Every version that was published, what changed between two of them, and any of them whole. */
export const ItemVersions = <Kind extends LibraryKind>(props: ItemVersionsProps<Kind>) => {
  const { kind, id, version: newest, search, wordsOf, factsOf } = props;
  const { one } = libraryWords[kind];
  const versions = useQuery(versionsQuery(kind, id));
  const [a, b] = [search.from ?? Math.max(1, newest - 1), search.to ?? newest];
  const diff = useQuery(diffQuery(kind, id, a, b));
  const shown = search.version ?? newest;
  if (versions.data === undefined) return <Unread of={versions} lines={8} />;
  return (
    <div className={panels.grid}>
      <Panel title="Versions" note="newest first; what was published never changes" flush>
        <VersionList versions={versions.data.items} shown={shown} />
      </Panel>
      <Whole kind={kind} id={id} version={shown} factsOf={factsOf} />
      <div className={panels.wide}>
        <VersionDiff
          noun={one}
          versions={versions.data.items.map(({ version }) => version)}
          a={a}
          b={b}
          answer={diff}
          areasOf={(differences) => byMember(differences, wordsOf)}
        />
      </div>
    </div>
  );
};

/** One group for each member that has a name of its own. */
const byMember = (differences: readonly Difference[], wordsOf: (path: string) => string) => {
  const areas = [...new Set(differences.map(({ path }) => wordsOf(path)))];
  return areas.map((area) => ({ area, differences: differences.filter(({ path }) => wordsOf(path) === area) }));
};

interface WholeProps<Kind extends LibraryKind> extends Pick<ItemVersionsProps<Kind>, 'kind' | 'id' | 'factsOf'> {
  readonly version: number;
}

const Whole = <Kind extends LibraryKind>({ kind, id, version, factsOf }: WholeProps<Kind>) => {
  const read = useQuery(versionQuery(kind, id, version));
  const { data } = read;
  return (
    <Panel title={`v${version} as it was published`}>
      {data === undefined ? <Unread of={read} lines={6} /> : factsOf(data.definition)}
    </Panel>
  );
};
