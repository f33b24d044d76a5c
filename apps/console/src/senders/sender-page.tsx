import { getRouteApi } from '@tanstack/react-router';
import { BadgeAlert, BadgeCheck } from 'lucide-react';
import { ItemPage } from '../library/item-page.js';
import { ItemUses } from '../library/item-uses.js';
import { ItemVersions } from '../library/item-versions.js';
import { Pill } from '../parts/status-pill.js';
import { SenderEditor } from './sender-editor.js';
import { SenderFacts } from './sender-facts.js';
import { SenderOverview } from './sender-overview.js';
import { senderMember } from './sender-words.js';

const route = getRouteApi('/frame/senders/$senderId/$tab');

/** One sender: whether it may send, how fast, who uses it, and how it came to be. */
export const SenderPage = () => {
  const { senderId: id, tab } = route.useParams();
  const search = route.useSearch();
  return (
    <ItemPage
      kind="senders"
      id={id}
      tab={tab}
      besideOf={({ item: { verified } }) => (
        <Pill
          look={
            verified
              ? { label: 'Verified', tone: 'good', icon: BadgeCheck }
              : { label: 'Not verified', tone: 'warn', icon: BadgeAlert }
          }
        />
      )}
      bodyOf={(read) =>
        tab === 'versions' ? (
          <ItemVersions
            kind="senders"
            id={id}
            version={read.item.version}
            search={search}
            wordsOf={senderMember}
            factsOf={(definition) => <SenderFacts definition={definition} />}
          />
        ) : tab === 'edit' ? (
          <SenderEditor read={read} />
        ) : tab === 'used-by' ? (
          <ItemUses kind="senders" id={id} />
        ) : (
          <SenderOverview sender={read.item} />
        )
      }
    />
  );
};
