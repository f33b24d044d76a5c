import { answered, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { type Area, command } from '../command.js';
import { flag, must, oneOf, text } from '../given.js';
import { reasonOption } from '../input.js';
import { createLocalKey } from '../local/create-key.js';
import { column, fields, table } from '../output/table.js';
import { moment } from '../output/times.js';

const roles = ['viewer', 'operator', 'manager', 'service', 'admin'] as const;

type Key = Schemas['AccessKey'];

const columns = [
  column<Key>('key', ({ keyId }) => keyId),
  column<Key>('role', ({ role }) => role),
  column<Key>('created', ({ createdAt }) => moment(createdAt)),
  column<Key>('expires', ({ expiresAt }) => moment(expiresAt)),
  column<Key>('revoked', ({ revokedAt }) => moment(revokedAt)),
  column<Key>('last used', ({ lastUsedAt }) => moment(lastUsedAt)),
  column<Key>('owner', ({ owner }) => owner, { elastic: true }),
];

export const keys: Area = {
  noun: 'keys',
  summary: 'Who may use the API',
  commands: [
    command({
      name: 'create',
      summary: 'Make an API key for one named person or service; its secret is shown this once',
      details: 'With --local it is written to the database of the data folder: the API need not run.',
      example: 'sortie keys create --owner "Ann Lee" --role operator --expires 2027-01-01T00:00:00Z',
      options: {
        owner: must(text('Who will hold it: the actor of all it does', 'name')),
        role: must(oneOf('What it may do', roles, 'role')),
        expires: text('When it ends; without it, when it is revoked', 'time'),
        reason: reasonOption,
        local: flag('Without the API'),
      },
      run: async (work, { owner, role, expires: expiresAt, reason, local }) => {
        const made = local
          ? await createLocalKey(work.terminal.env, { owner, role, ...present({ expiresAt }) })
          : await answered(work.api.POST('/v1/keys', { body: { owner, role, ...present({ expiresAt, reason }) } }));
        // The secret alone goes to standard output, so that it can be handed on without being seen.
        return {
          json: made,
          text: `${made.secret}\n`,
          hint: `Key ${made.keyId} of ${owner}: ${role}. Keep the secret, it is not shown again.`,
        };
      },
    }),
    command({
      name: 'list',
      summary: 'List all keys, revoked and expired ones too; never their secrets',
      example: 'sortie keys list',
      run: async ({ api, terminal }) => {
        const body = await answered(api.GET('/v1/keys'));
        return { json: body, text: table(body.items, columns, terminal.columns) };
      },
    }),
    command({
      name: 'revoke',
      summary: 'End a key at once',
      example: 'sortie keys revoke 6z0j2v7k1m9q4w8x3c5d0f2h7n --reason "Ann has left"',
      parameters: { id: must(text('Id of the key, as the list shows it')) },
      options: { reason: reasonOption },
      run: async ({ api }, { id, ...rest }) => {
        const call = api.POST('/v1/keys/{id}/revoke', { body: present(rest), params: { path: { id } } });
        return { json: await answered(call), text: `Revoked ${id}.\n` };
      },
    }),
    command({
      name: 'me',
      summary: 'Tell whose key is used here, and what it may do',
      example: 'sortie keys me',
      run: async ({ api }) => {
        const body = await answered(api.GET('/v1/keys/me'));
        return {
          json: body,
          text: fields([
            ['owner', body.owner],
            ['role', body.role],
            ['key', body.keyId],
          ]),
        };
      },
    }),
  ],
};
