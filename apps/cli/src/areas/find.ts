import { readFile, stat } from 'node:fs/promises';
import { answered } from '#client/client.js';
import { command } from '../command.js';
import { WrongUsage } from '../failures.js';
import { must, text } from '../given.js';
import { table } from '../output/table.js';
import { communicationColumns } from './communication-table.js';
import { replyColumns } from './reply-table.js';

export const find = command({
  name: 'find',
  summary: 'Find what went to or came from an address, or what a Message-ID or a mail in a file belongs to',
  details: 'Exit code 1 when nothing is found.',
  example:
    'sortie find ann@example.org\n' +
    'sortie find "<6z0j2v7k1m9q4w8x3c5d0f2h7n.1.17@replies.example.org>"\n' +
    'sortie find ~/Downloads/complaint.eml',
  parameters: { what: must(text('An address, a Message-ID, or a file with a mail')) },
  run: async ({ api, terminal }, { what }) => {
    const mail = await mailIn(what);
    if (mail === null && !what.includes('@'))
      throw new WrongUsage(`${what} is neither a file nor an address nor a Message-ID`);
    const found = await answered(
      mail === null
        ? api.GET('/v1/find', { params: { query: { q: what } } })
        : api.POST('/v1/find', {
            // Bytes, whatever the type says: the headers of a mail need not be UTF-8.
            body: '',
            bodySerializer: () => mail,
            headers: { 'Content-Type': 'message/rfc822' },
          }),
    );
    const { communications, replies } = found;
    const none = communications.length + replies.length === 0;
    const { columns } = terminal;
    return {
      json: found,
      text: [
        ...(communications.length === 0
          ? []
          : [`Communications\n${table(communications, communicationColumns, columns)}`]),
        ...(replies.length === 0 ? [] : [`Replies\n${table(replies, replyColumns, columns)}`]),
      ].join('\n'),
      ...(none ? { hint: 'Nothing is known of it.' } : {}),
      ok: !none,
    };
  },
});

/** The bytes of a file; null when there is none of this name. */
const mailIn = async (path: string): Promise<Uint8Array | null> => {
  const found = await stat(path).catch(() => null); // an address or a Message-ID, then
  return found?.isFile() === true ? readFile(path) : null;
};
