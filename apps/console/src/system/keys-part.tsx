import { useQuery } from '@tanstack/react-query';
import { Ban, KeyRound, TimerOff } from 'lucide-react';
import { useState } from 'react';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import { useSession } from '../api/session.js';
import { Button } from '../parts/button.js';
import { CopyId } from '../parts/copy-id.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Pill } from '../parts/status-pill.js';
import type { StatusLook } from '../parts/statuses.js';
import { TimeText } from '../parts/time-text.js';
import { useToast } from '../parts/toasts.js';
import { AskReason } from './ask-reason.js';
import { Asked } from './asked.js';
import { NewKey } from './new-key.js';
import { type Key, keysQuery } from './system-queries.js';
import styles from './system.module.css';

const looks = {
  valid: { label: 'In force', tone: 'good', icon: KeyRound },
  revoked: { label: 'Revoked', tone: 'calm', icon: Ban },
  expired: { label: 'Expired', tone: 'calm', icon: TimerOff },
} as const satisfies Record<string, StatusLook>;

const stateOf = ({ revokedAt, expiresAt }: Key): keyof typeof looks => {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'valid';
};

/** Who may do what by which key; secrets are shown once, when a key is made. */
const KeysPart = () => {
  const keys = useQuery(keysQuery);
  const session = useSession();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const say = useToast();
  return (
    <Asked query={keys}>
      {({ items }) => (
        <>
          <div className={styles.tools}>
            <span>One key for one person or service: its owner is the actor of all that it does.</span>
            <Button icon={KeyRound} onClick={() => setMaking(true)}>
              New key
            </Button>
          </div>
          <DataTable
            caption="Keys"
            columns={[
              ...columns,
              {
                id: 'revoke',
                label: 'Actions',
                cell: (key) =>
                  stateOf(key) === 'valid' ? (
                    <Button
                      look="danger"
                      refusal={key.keyId === session?.keyId ? 'You are signed in by it' : undefined}
                      aria-label={`Revoke the key of ${key.owner}`}
                      onClick={() => setRevoking(key)}
                    >
                      Revoke
                    </Button>
                  ) : null,
              },
            ]}
            rows={items}
            idOf={({ keyId }) => keyId}
            nameOf={({ owner }) => owner}
          />
          {making ? <NewKey onClose={() => setMaking(false)} /> : null}
          {revoking === null ? null : (
            <AskReason
              title={`Revoke the key of ${revoking.owner}`}
              action="Revoke it"
              danger
              onClose={() => setRevoking(null)}
              onConfirm={async (said) => {
                const params = { path: { id: revoking.keyId } };
                await answered(api.POST('/v1/keys/{id}/revoke', { params, body: said }));
                say({ kind: 'done', title: `The key of ${revoking.owner} is revoked` });
              }}
            >
              Requests and sessions by it are refused from now on. This cannot be taken back; a new key can be made.
            </AskReason>
          )}
        </>
      )}
    </Asked>
  );
};

const none = <span className={styles.quiet}>never</span>;

const columns: readonly Column<Key>[] = [
  { id: 'owner', label: 'Owner', grow: true, cell: ({ owner }) => <bdi>{owner}</bdi> },
  { id: 'role', label: 'Role', cell: ({ role }) => role },
  { id: 'state', label: 'State', cell: (key) => <Pill look={looks[stateOf(key)]} /> },
  { id: 'id', label: 'Id', cell: ({ keyId }) => <CopyId id={keyId} of="key" /> },
  { id: 'made', label: 'Made', cell: ({ createdAt }) => <TimeText instant={createdAt} /> },
  {
    id: 'used',
    label: 'Last used',
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? none : <TimeText instant={lastUsedAt} as="relative" />),
  },
  {
    id: 'ends',
    label: 'Ends',
    cell: ({ expiresAt }) => (expiresAt === null ? none : <TimeText instant={expiresAt} />),
  },
];

export default KeysPart;
