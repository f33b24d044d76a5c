import { answered, answeredWith, type Schemas, type SortieClient } from '#client/client.js';
import { untilListed } from '../api.js';

/** The kinds of definitions, as their routes call them. */
export type Kind = 'goals' | 'segments' | 'senders' | 'campaigns';

/** As a file said it. Whether it is one is for the API to say: it names every fault with its place. */
type Body = Schemas['GoalBody'] & Schemas['SegmentBody'] & Schemas['SenderBody'] & Schemas['CampaignBody'];

export type ListQuery = NonNullable<Parameters<typeof list>[2]>;

export const list = (
  api: SortieClient,
  kind: Kind,
  query: {
    status?: 'draft' | 'active' | 'paused' | 'archived';
    name?: string;
    direction?: 'asc' | 'desc';
    limit?: number;
    after?: string;
  },
) => answered(api.GET(`/v1/${kind}`, { params: { query } }));

/** The definition as it is now, and the name of this state for an edit. */
export const get = async (api: SortieClient, kind: Kind, id: string) => {
  const { body, headers } = await answeredWith(api.GET(`/v1/${kind}/{id}`, { params: { path: { id } } }));
  return { body, etag: headers.get('etag') ?? '*' };
};

export const define = (api: SortieClient, kind: Kind, body: object) =>
  answered(api.POST(`/v1/${kind}`, { body: body as Body, params: { header: untilListed } }));

export const revise = (api: SortieClient, kind: Kind, id: string, ifMatch: string, body: object) =>
  answered(
    api.PUT(`/v1/${kind}/{id}`, {
      body: body as Body,
      params: { path: { id }, header: { ...untilListed, 'If-Match': ifMatch } },
    }),
  );

export const archive = (api: SortieClient, kind: Kind, id: string, body: Schemas['CommandBody']) =>
  answered(api.POST(`/v1/${kind}/{id}/archive`, { body, params: { path: { id }, header: untilListed } }));

export const versions = (api: SortieClient, kind: Kind, id: string) =>
  answered(api.GET(`/v1/${kind}/{id}/versions`, { params: { path: { id } } }));

export const version = (api: SortieClient, kind: Kind, id: string, number: number) =>
  answered(api.GET(`/v1/${kind}/{id}/versions/{version}`, { params: { path: { id, version: number } } }));

export const diff = (api: SortieClient, kind: Kind, id: string, a: number, b: number) =>
  answered(api.GET(`/v1/${kind}/{id}/versions/{a}/diff/{b}`, { params: { path: { id, a, b } } }));

export const usedBy = (api: SortieClient, kind: Exclude<Kind, 'campaigns'>, id: string) =>
  answered(api.GET(`/v1/${kind}/{id}/used-by`, { params: { path: { id } } }));
