import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../../api/client.js';
import { announce } from '../../parts/announcer.js';
import { useToast } from '../../parts/toasts.js';
import { useIdempotencyKey } from '../../run/actions/idempotency-key.js';
import { campaignKey } from '../campaign-queries.js';
import { startBody, type StartWanted } from './start-request.js';

/** Requests a run, and says where it is. A retry is the same request: it never starts a second one. */
export const useStartRun = (campaignId: string, onClose: () => void) => {
  const client = useQueryClient();
  const say = useToast();
  const keyOf = useIdempotencyKey();
  return useMutation({
    mutationFn: (wanted: StartWanted) => {
      const body = startBody(wanted);
      return startRun(campaignId, body, keyOf(body));
    },
    onSuccess: async (runId, { at, addresses }) => {
      onClose();
      const title =
        addresses !== null ? 'The test is on its way' : at === null ? 'The run is requested' : 'The run is scheduled';
      say({
        kind: 'done',
        title,
        detail: (
          <Link to="/runs/$runId/$tab" params={{ runId, tab: 'overview' }}>
            Open the run
          </Link>
        ),
      });
      announce(title);
      await Promise.all([
        client.invalidateQueries({ queryKey: campaignKey(campaignId) }),
        client.invalidateQueries({ queryKey: ['runs'] }),
      ]);
    },
  });
};

/** Answers the id of the run. */
const startRun = async (campaignId: string, body: Schemas['StartRunBody'], key: string): Promise<string> => {
  const header = { Prefer: 'wait=5', 'Idempotency-Key': key };
  return (await answered(api.POST('/v1/campaigns/{id}/runs', { params: { path: { id: campaignId }, header }, body })))
    .id;
};
