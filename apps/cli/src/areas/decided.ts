import type { Answer } from '../command.js';
import { column, table } from '../output/table.js';

/** What became of each of several things. */
interface Decided {
  readonly items: readonly { readonly id: string; readonly ok: boolean; readonly detail?: string }[];
  readonly decided?: number;
  readonly resolved?: number;
}

/** How many were decided, and every one that was not with its reason. Not all is exit code 1. */
export const decidedAnswer = (body: Decided, did: string): Answer => {
  const failed = body.items.filter(({ ok }) => !ok);
  const columns = [
    column<(typeof failed)[number]>('not decided', ({ id }) => id),
    column<(typeof failed)[number]>('because', ({ detail }) => detail, { elastic: true }),
  ];
  return {
    json: body,
    text: `${did} ${body.decided ?? body.resolved ?? 0}.\n${failed.length === 0 ? '' : table(failed, columns, null)}`,
    ok: failed.length === 0,
  };
};
