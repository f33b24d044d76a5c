import { queryOptions } from '@tanstack/react-query';
import { answered, answeredWith, type Schemas } from '#client/client.js';
import { api } from '../../api/client.js';
import { type CampaignDefinition, campaignKey } from '../campaign-queries.js';

export interface CopyAsRead {
  readonly copies: Schemas['WorkingCopies'];
  readonly etag: string;
}

/** ETag while nothing is kept. */
export const nothingKept = '"0"';

/** What this person has written and not published, and who else is at it. */
export const workingCopyQuery = (id: string) =>
  queryOptions({
    queryKey: [...campaignKey(id), 'working-copy'],
    queryFn: async ({ signal }): Promise<CopyAsRead> => {
      const { body, headers } = await answeredWith(
        api.GET('/v1/campaigns/{id}/working-copy', { params: { path: { id } }, signal }),
      );
      return { copies: body, etag: headers.get('etag') ?? nothingKept };
    },
  });

export interface Written {
  /** The version that the changes began on. */
  readonly base: number;
  readonly definition: CampaignDefinition;
}

/** Throws `ProblemAnswer` with 412 when another window has kept something since. */
export const keepWorkingCopy = async (id: string, { base, definition }: Written, etag: string): Promise<CopyAsRead> => {
  const { body, headers } = await answeredWith(
    api.PUT('/v1/campaigns/{id}/working-copy', {
      params: { path: { id }, header: { 'If-Match': etag } },
      body: { base, definition: definition as unknown as Record<string, never> },
    }),
  );
  return { copies: body, etag: headers.get('etag') ?? nothingKept };
};

export const discardWorkingCopy = async (id: string): Promise<void> => {
  const { response } = await api.DELETE('/v1/campaigns/{id}/working-copy', { params: { path: { id } } });
  if (!response.ok) await answered(Promise.resolve({ response }));
};
