import { Upload } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ProblemAnswer } from '#client/client.js';
import { useSession } from '../../api/session.js';
import { Button } from '../../parts/button.js';
import form from '../../parts/form/form.module.css';
import { Panel } from '../../parts/panel.js';
import { StaleSave } from '../../parts/versions/stale-save.js';
import { type DefinitionOf, type LibraryKind, libraryWords } from '../library-kinds.js';
import type { AsRead } from '../library-queries.js';
import { mayPublish } from '../may-publish.js';
import styles from './editor.module.css';
import { goToField } from './field.js';
import { PublishDialog } from './publish-dialog.js';
import { type Editing, useEditing } from './use-editing.js';

/** What the fields of one kind get. */
export interface FieldsProps<Definition> {
  readonly value: Definition;
  onChange(value: Definition): void;
  /** What the API said against a member when it was last asked to publish. */
  faultsAt(pointer: string): readonly string[];
}

interface ItemEditorProps<Kind extends LibraryKind> {
  readonly kind: Kind;
  /** As it is published now; null for a new one. */
  readonly read: AsRead<Kind> | null;
  readonly empty: DefinitionOf<Kind>;
  /** Members of which half says nothing, by their pointers. */
  readonly whole: readonly string[];
  wordsOf(path: string): string;
  fieldsOf(props: FieldsProps<DefinitionOf<Kind>>): ReactNode;
  /** Beside the fields: what comes of them. */
  besideOf?(value: DefinitionOf<Kind>): ReactNode;
}

/** Writes a new version: nothing counts before it is published, and nobody's version is overwritten unseen. */
export const ItemEditor = <Kind extends LibraryKind>(props: ItemEditorProps<Kind>) => {
  const { kind, read, empty, whole, wordsOf, fieldsOf, besideOf } = props;
  const { one } = libraryWords[kind];
  const editing = useEditing({ kind, read, empty });
  const { value, base, dirty, theirs } = editing;
  const [publishing, setPublishing] = useState(false);
  const role = useSession()?.role;
  const forbidden = mayPublish(role) ?? archivedWhy(base);
  const refusal = forbidden ?? (dirty ? undefined : 'Nothing has been changed');
  const faults = faultsIn(editing.error);
  const newer = read !== null && base !== null && read.item.version > base.item.version ? read : null;
  const beside = besideOf?.(value);
  return (
    <div className={styles.editor}>
      <div className={styles.bar}>
        <Button look="primary" icon={Upload} refusal={refusal} onClick={() => setPublishing(true)}>
          {base === null ? `Define the ${one}…` : `Publish v${base.item.version + 1}…`}
        </Button>
        <span className={styles.state}>{stateWords(editing, forbidden)}</span>
        {dirty && base !== null ? (
          <Button look="ghost" onClick={() => editing.change(base.item.definition)}>
            Undo all changes
          </Button>
        ) : null}
      </div>
      {newer === null ? null : (
        <div className={styles.news} role="status">
          <span>
            {newer.item.publishedBy} has published v{newer.item.version} while you write.
          </span>
          <Button onClick={() => editing.compareWith(newer)}>See both</Button>
        </div>
      )}
      {faults.length === 0 ? null : (
        <ul className={styles.faults} aria-label="What is wrong" role="alert">
          {faults.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`}>
              <button type="button" className={styles.go} onClick={() => goToField(pointer)}>
                {wordsOf(pointer)}: {detail}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={beside === undefined ? undefined : form.withBeside}>
        <Panel title={`The ${one}`} note={base === null ? 'not there yet' : `from v${base.item.version}`}>
          <fieldset className={styles.fields} disabled={forbidden !== undefined} aria-label={`The ${one}`}>
            {fieldsOf({
              value,
              onChange: editing.change,
              faultsAt: (pointer) => faults.filter((fault) => fault.pointer === pointer).map(({ detail }) => detail),
            })}
          </fieldset>
        </Panel>
        {beside}
      </div>
      {publishing ? (
        <PublishDialog
          before={base === null ? null : base.item}
          after={value}
          one={one}
          onPublish={editing.publish}
          onClose={() => setPublishing(false)}
        />
      ) : null}
      {theirs === null || base === null || publishing ? null : (
        <StaleSave<DefinitionOf<Kind>>
          base={base.item.definition}
          yours={value}
          theirs={theirs.item.definition}
          names={{
            base: `v${base.item.version}`,
            theirs: `v${theirs.item.version} by ${theirs.item.publishedBy}`,
          }}
          whole={whole}
          wordsOf={wordsOf}
          onResolve={editing.goOnWith}
          onClose={editing.closeComparison}
        />
      )}
    </div>
  );
};

const archivedWhy = <Kind extends LibraryKind>(base: AsRead<Kind> | null): string | undefined => {
  const allowance = base?.item.allowedActions.find(({ action }) => action === 'revise');
  return allowance?.allowed === false ? allowance.because : undefined;
};

const stateWords = <Kind extends LibraryKind>(
  { dirty, base }: Editing<Kind>,
  forbidden: string | undefined,
): string => {
  if (forbidden !== undefined) return forbidden;
  if (base === null) return 'Nothing is published yet.';
  return dirty ? 'Changed, not published yet.' : `As it is published in v${base.item.version}.`;
};

const faultsIn = (error: unknown): readonly { readonly pointer: string; readonly detail: string }[] =>
  error instanceof ProblemAnswer
    ? (error.problem.errors ?? []).flatMap(({ pointer, detail }) =>
        pointer === undefined ? [] : [{ pointer, detail }],
      )
    : [];
