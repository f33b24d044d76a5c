import { answered, type Schemas } from '#client/client.js';
import { present, untilListed } from '../api.js';
import { type Area, command } from '../command.js';
import { confirmed } from '../confirm.js';
import { WrongUsage } from '../failures.js';
import { flag, must, text } from '../given.js';
import { fileOption, readObject, reasonOption, setOption, withMembers } from '../input.js';
import { outline } from '../output/outline.js';
import { listed, pageOptions } from '../output/page.js';
import { column, fields, titled } from '../output/table.js';
import { importCommands } from './contact-imports.js';

type Contact = Schemas['Contact'];

const externalId = must(text('The id your services know the contact by'));

const contactColumns = [
  column<Contact>('contact', (row) => row.externalId),
  column<Contact>('name', (row) => row.name, { elastic: true }),
  column<Contact>('email', (row) => row.email, { elastic: true }),
  column<Contact>('time zone', (row) => row.timeZone),
  column<Contact>('tags', (row) => row.tags.join(', '), { elastic: true }),
];

export const contacts: Area = {
  noun: 'contacts',
  summary: 'The people messages go to',
  commands: [
    ...importCommands,
    command({
      name: 'list',
      summary: 'List contacts by their external ids',
      example: 'sortie contacts list --limit 20',
      options: pageOptions,
      run: (work, page) =>
        listed(work, page, 'contacts', contactColumns, (query) =>
          answered(work.api.GET('/v1/contacts', { params: { query } })),
        ),
    }),
    command({
      name: 'find',
      summary: 'List the contacts who have an address, or had it once',
      example: 'sortie contacts find ann@example.org',
      parameters: { address: must(text('The address, whatever the case')) },
      options: pageOptions,
      run: (work, { address, ...page }) =>
        listed(work, page, 'contacts', contactColumns, (at) =>
          answered(work.api.GET('/v1/contacts', { params: { query: { email: address, ...at } } })),
        ),
    }),
    command({
      name: 'show',
      summary: 'Show all that is known of a contact, and where each value came from',
      example: 'sortie contacts show ann',
      parameters: { externalId },
      run: async ({ api }, { externalId }) => {
        const body = await answered(api.GET('/v1/contacts/{externalId}', { params: { path: { externalId } } }));
        return { json: body, text: contactText(body) };
      },
    }),
    command({
      name: 'put',
      summary: 'Create a contact, or replace the whole of one',
      details: 'What is left out is cleared, but for consent, of which only the named channels change.',
      example: 'sortie contacts put ann --set email=ann@example.org --set name="Ann Lee" --set consent.email=granted',
      parameters: { externalId },
      options: { file: fileOption, set: setOption, reason: reasonOption },
      run: async (work, { externalId, file, set = [], reason }) => {
        if (file === undefined && set.length === 0) throw new WrongUsage('say what is known: --file or --set');
        const said = withMembers(file === undefined ? {} : await readObject(work, file), set);
        const body = await answered(
          work.api.PUT('/v1/contacts/{externalId}', {
            body: { ...said, ...present({ reason }) },
            params: { path: { externalId } },
          }),
        );
        return { json: body, text: contactText(body) };
      },
    }),
    command({
      name: 'erase',
      summary: 'Forget a person for good: contact, messages, replies and the key of every hash',
      example: 'sortie contacts erase ann --reason "request of 22 November" --yes',
      parameters: { externalId },
      options: { reason: reasonOption, yes: flag('Without asking') },
      run: async (work, { externalId, reason, yes }) => {
        await confirmed(work.terminal, yes, 'Nothing of this contact can be brought back. Erase');
        const body = await answered(
          work.api.POST('/v1/contacts/{externalId}/erase', {
            body: present({ reason }),
            params: { path: { externalId } },
          }),
        );
        return { json: body, text: `Erased. The log goes on to know it as contact ${body.contactId}.\n` };
      },
    }),
  ],
};

export const contactEvents: Area = {
  noun: 'contact-events',
  summary: 'What contacts did; goals are measured by it',
  commands: [
    command({
      name: 'add',
      summary: 'Record something a contact did; the same id again changes nothing',
      example: 'sortie contact-events add --id order-4711 --contact ann --type purchase',
      options: {
        id: must(text('Your own id of the event')),
        contact: must(text('The contact, by the id your services know them by', 'id')),
        type: must(text('What they did', 'word')),
        at: text('When, with its offset; now, when left out', 'time'),
        run: text('The run it belongs to, where you know it', 'id'),
        reason: reasonOption,
      },
      run: async ({ api }, { id, contact, type, at, run, reason }) => {
        const occurredAt = at ?? new Date().toISOString();
        const body = { id, contact, type, occurredAt, ...present({ run, reason }) };
        const answer = await answered(api.POST('/v1/contact-events', { body, params: { header: untilListed } }));
        return { json: answer, text: `Recorded ${id}.\n` };
      },
    }),
  ],
};

const contactText = (contact: Contact): string =>
  fields([
    ['external id', contact.externalId],
    ['id', contact.id],
    ['name', contact.name],
    ['email', contact.email],
    ['time zone', contact.timeZone],
    ['locale', contact.locale],
    ['tags', contact.tags.join(', ')],
    [
      'consent',
      Object.entries(contact.consent)
        .map(([channel, state]) => `${channel} ${state}`)
        .join(', '),
    ],
  ]) +
  titled('Attributes', outline(contact.attributes)) +
  titled('Origin', fields(Object.entries(contact.origin)));
