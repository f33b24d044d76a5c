import type { Schemas } from '#client/client.js';
import { ItemEditor } from '../library/editor/item-editor.js';
import type { AsRead } from '../library/library-queries.js';
import { SenderFields } from './sender-fields.js';
import { senderMember } from './sender-words.js';

const emptySender: Schemas['SenderDefinition'] = {
  name: '',
  channel: 'email',
  from: { name: '', address: '' },
  provider: 'smtp',
  limits: { perSecond: 5 },
};

/** Writes a sender; null: a new one. */
export const SenderEditor = ({ read }: { readonly read: AsRead<'senders'> | null }) => (
  <ItemEditor
    kind="senders"
    read={read}
    empty={emptySender}
    whole={[]}
    wordsOf={senderMember}
    fieldsOf={(fields) => <SenderFields {...fields} />}
  />
);
