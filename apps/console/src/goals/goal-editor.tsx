import type { Schemas } from '#client/client.js';
import { ItemEditor } from '../library/editor/item-editor.js';
import type { AsRead } from '../library/library-queries.js';
import { GoalFields } from './goal-fields.js';
import { goalMember, goalWholes } from './goal-words.js';

export const emptyGoal: Schemas['GoalDefinition'] = { name: '', statement: '', attribution: 'last' };

/** Writes a goal; null: a new one. */
export const GoalEditor = ({ read }: { readonly read: AsRead<'goals'> | null }) => (
  <ItemEditor
    kind="goals"
    read={read}
    empty={emptyGoal}
    whole={goalWholes}
    wordsOf={goalMember}
    fieldsOf={(fields) => <GoalFields {...fields} />}
  />
);
