import type { Schemas } from '#client/client.js';
import { ItemEditor } from '../library/editor/item-editor.js';
import type { AsRead } from '../library/library-queries.js';
import { LiveAudience } from './live-audience.js';
import { SegmentFields } from './segment-fields.js';
import { segmentMember, segmentWholes } from './segment-words.js';

const emptySegment: Schemas['SegmentDefinition'] = { name: '' };

/** Writes a segment, with who would be in it beside; null: a new one. */
export const SegmentEditor = ({ read }: { readonly read: AsRead<'segments'> | null }) => (
  <ItemEditor
    kind="segments"
    read={read}
    empty={emptySegment}
    whole={segmentWholes}
    wordsOf={segmentMember}
    fieldsOf={(fields) => <SegmentFields {...fields} />}
    besideOf={({ filter }) => <LiveAudience filter={filter} />}
  />
);
