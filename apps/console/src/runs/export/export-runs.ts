import { type Chosen, selectionOf } from '../bulk/bulk-queries.js';
import { saveFile } from '../../parts/save-file.js';
import { queryOf } from '../runs-search.js';
import { download, type FileFormat } from './export-menu.js';

const path = '/v1/runs/export';

/** So many ids go into one request. */
const mostIds = 50;

const types = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const satisfies Record<FileFormat, string>;

/** Everything that the filters let through goes by the list's own request; what was chosen one by one, by its ids. */
export const exportRuns = async (chosen: Chosen, format: FileFormat): Promise<void> => {
  if (chosen.kind === 'all') {
    const { search, asOf } = chosen;
    const { limit: _limit, after: _after, ...query } = queryOf(search, Date.parse(asOf));
    return download(path, { ...query, format });
  }
  const { runs: ids = [] } = selectionOf(chosen);
  if (ids.length <= mostIds) return download(path, { id: ids.join(','), format });
  const parts: string[] = [];
  for (let from = 0; from < ids.length; from += mostIds) {
    const params = new URLSearchParams({ id: ids.slice(from, from + mostIds).join(','), format });
    const answer = await fetch(`${path}?${params}`);
    if (!answer.ok) throw new Error(`The API answered ${answer.status}.`);
    const text = await answer.text();
    // One file has one line of names.
    parts.push(format === 'csv' && parts.length > 0 ? text.slice(text.indexOf('\r\n') + 2) : text);
  }
  saveFile(`runs.${format}`, types[format], parts);
};
