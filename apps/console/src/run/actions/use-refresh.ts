import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, ProblemAnswer } from '#client/client.js';
import { api } from '../../api/client.js';
import { useToast } from '../../parts/toasts.js';
import { runKey } from '../run-queries.js';

/** Folds the run again from the log, and says whether the lists agree with it. */
export const useRefresh = (runId: string): (() => void) => {
  const client = useQueryClient();
  const say = useToast();
  const { mutate } = useMutation({
    mutationFn: () => answered(api.POST('/v1/runs/{id}/refresh', { params: { path: { id: runId } } })),
    onSuccess: async ({ differences, due }) => {
      await client.invalidateQueries({ queryKey: runKey(runId) });
      const work =
        due.batches === 0 ? 'Nothing is due.' : `${due.batches} batches are due, with ${due.waiting} waiting.`;
      say(
        differences.length === 0
          ? { kind: 'done', title: 'The lists say what the log says', detail: work }
          : {
              kind: 'failed',
              title: `The lists differ from the log in ${differences.length} places`,
              detail: `First: ${differences[0]?.readModel ?? ''} ${differences[0]?.where ?? ''}. A rebuild mends them. ${work}`,
            },
      );
    },
    onError: (error) =>
      say({
        kind: 'failed',
        title: 'The run could not be refreshed',
        detail: error instanceof ProblemAnswer ? error.problem.detail : 'The API did not answer.',
      }),
  });
  return () => mutate();
};
