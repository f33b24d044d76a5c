import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answered } from '#client/client.js';
import { api } from '../../api/client.js';
import { announce } from '../../parts/announcer.js';
import { useToast } from '../../parts/toasts.js';
import { runKey, runQuery } from '../run-queries.js';
import { commandWords } from './command-words.js';
import { useIdempotencyKey } from './idempotency-key.js';
import { isApplied, type RunCommand, sendCommand } from './run-commands.js';

/** Sends commands to a run and tells what became of them, with a link to the event. */
export const useRunCommand = (runId: string) => {
  const client = useQueryClient();
  const say = useToast();
  const keyOf = useIdempotencyKey();
  return useMutation({
    mutationFn: async (command: RunCommand) => {
      const answer = await sendCommand(runId, command, keyOf(command));
      const applied = isApplied(answer);
      // A new run's first event is always number 1.
      const number = answer.id === runId ? await numberOf(runId, answer.revision) : 1;
      return { id: answer.id, applied, number };
    },
    onSuccess: async ({ id, applied, number }, { action }) => {
      const { done, accepted } = commandWords[action];
      const title = applied ? done : accepted;
      say({
        kind: 'done',
        title,
        detail: (
          <Link
            to="/runs/$runId/$tab"
            params={{ runId: id, tab: id === runId ? 'history' : 'overview' }}
            search={number === null || id !== runId ? {} : { event: number }}
          >
            {id !== runId ? 'Open the new run' : number === null ? 'Its history' : `Event ${number} of its history`}
          </Link>
        ),
      });
      announce(title);
      await Promise.all([
        client.invalidateQueries({ queryKey: runKey(runId) }),
        client.invalidateQueries({ queryKey: ['runs'] }),
      ]);
    },
    // What may be done now has changed under us.
    onError: () => client.invalidateQueries({ queryKey: runQuery(runId).queryKey }),
  });
};

/** Which number of the history a revision of the run's stream is; null while it is not written. */
const numberOf = async (runId: string, revision: number): Promise<number | null> => {
  const newest = { params: { path: { id: runId }, query: { before: 1_000_000_000, limit: 50 } } };
  const { items } = await answered(api.GET('/v1/runs/{id}/history', newest)).catch(() => ({ items: [] }));
  return items.find((item) => item.stream === `run-${runId}` && item.revision === revision)?.number ?? null;
};
