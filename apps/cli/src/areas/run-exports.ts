import { present } from '../api.js';
import { type CliCommand, command } from '../command.js';
import { anyOf, must, oneOf, text, texts } from '../given.js';
import { formatOption, writtenFile } from '../output/file.js';
import { communicationStatuses } from './communication-table.js';
import { runFilterOf, runFilterOptions } from './run-filters.js';

const sorts = ['created', 'scheduled', 'started', 'ended', 'duration', 'campaign', 'status'] as const;
const way = (natural: string) => oneOf(`${natural} when left out`, ['asc', 'desc'] as const, 'way');
const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n';

export const exportCommands: readonly CliCommand[] = [
  command({
    name: 'export',
    summary: 'Write the list of runs as a file to standard output, filtered and ordered as the list',
    details: 'In CSV a text that begins like a formula has an apostrophe in front; NDJSON has everything as it is.',
    example: 'sortie runs export --status failed,completed_with_failures --created-from 2026-11-01T00:00:00Z',
    options: {
      id: texts('Of those only these', 'ids'),
      ...runFilterOptions,
      sort: oneOf('Order; created when left out', sorts, 'by'),
      direction: way('desc'),
      format: formatOption,
    },
    run: ({ api, terminal }, { id, sort, direction, format, ...filter }) => {
      const query = { ...runFilterOf(filter), ...present({ id, sort, direction, format }) };
      return writtenFile(terminal, api.GET('/v1/runs/export', { params: { query }, parseAs: 'stream' }));
    },
  }),
  command({
    name: 'export-communications',
    summary: 'Write the communications of a run as a file to standard output; it holds personal data',
    example: `sortie runs export-communications ${exampleId} --status refused,unknown --format ndjson`,
    parameters: { id: must(text('Id of the run')) },
    options: {
      status: anyOf('Any of these', communicationStatuses, 'statuses'),
      contact: text('To this contact, by the id your services know them by', 'id'),
      address: text('To this address, now or once', 'address'),
      messageId: text('With this Message-ID', 'id'),
      direction: way('asc'),
      format: formatOption,
    },
    run: ({ api, terminal }, { id, ...query }) => {
      const params = { path: { id }, query: present(query) };
      return writtenFile(terminal, api.GET('/v1/runs/{id}/communications/export', { params, parseAs: 'stream' }));
    },
  }),
];
