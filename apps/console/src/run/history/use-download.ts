import { useState } from 'react';
import { answered } from '#client/client.js';
import { api } from '../../api/client.js';
import { saveFile } from '../../parts/save-file.js';
import { useToast } from '../../parts/toasts.js';

const page = 500;

export interface Download {
  /** Of the events, how many are here already; null while nothing is downloaded. */
  readonly share: number | null;
  start(): void;
}

/** The whole history as a file, one event a line. */
export const useDownload = (runId: string, at: number | undefined, last: number): Download => {
  const [share, setShare] = useState<number | null>(null);
  const say = useToast();
  const read = async (): Promise<void> => {
    const lines: string[] = [];
    for (let after = 0, more = true; more;) {
      const answer = await answered(
        api.GET('/v1/runs/{id}/history', {
          params: {
            path: { id: runId },
            query: { after, limit: page, ...(at === undefined ? {} : { at: String(at) }) },
          },
        }),
      );
      for (const item of answer.items) lines.push(`${JSON.stringify(item)}\n`);
      const end = answer.items.at(-1)?.number ?? after;
      more = answer.more && end > after;
      after = end;
      setShare(last === 0 ? 1 : Math.min(1, after / last));
    }
    saveFile(`run-${runId}${at === undefined ? '' : `-at-${at}`}.ndjson`, 'application/x-ndjson', lines);
  };
  return {
    share,
    start: () => {
      setShare(0);
      read()
        .catch(() => say({ kind: 'failed', title: 'The history could not be read to its end' }))
        .finally(() => setShare(null));
    },
  };
};
