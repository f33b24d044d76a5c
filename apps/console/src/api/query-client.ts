import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemAnswer } from '#client/client.js';
import { sessionKey } from './session.js';

/** What the API refuses, it would refuse again. */
export const maySucceedLater = (error: unknown): boolean =>
  !(error instanceof ProblemAnswer) || error.response.status >= 500 || error.response.status === 429;

/** Every 401 ends the session here, whichever page met it. */
export const createQueryClient = ({ onSignedOut }: { readonly onSignedOut: () => void }): QueryClient => {
  const onError = (error: unknown): void => {
    if (!(error instanceof ProblemAnswer) || error.response.status !== 401) return;
    client.setQueryData(sessionKey, null);
    onSignedOut();
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 2 && maySucceedLater(error),
      },
      mutations: { retry: false },
    },
  });
  return client;
};
