import { queryOptions } from '@tanstack/react-query';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';

export type SavedView = Schemas['SavedView'];
/** Lists that views can be kept of. */
export type ViewPage = Schemas['NewViewBody']['page'];

export const viewsKey = (page: ViewPage) => ['views', page] as const;

/** One's own and those that are shared; pinned ones first, then by name. */
export const viewsQuery = (page: ViewPage) =>
  queryOptions({
    queryKey: viewsKey(page),
    queryFn: ({ signal }) => answered(api.GET('/v1/views', { params: { query: { page } }, signal })),
    staleTime: 30_000,
  });

export const addView = (body: Schemas['NewViewBody']) => answered(api.POST('/v1/views', { body }));

export const changeView = ({ id, name, search, shared }: SavedView, changes: Partial<Schemas['ViewBody']>) =>
  answered(api.PUT('/v1/views/{id}', { params: { path: { id } }, body: { name, search, shared, ...changes } }));

export const chooseView = ({ id, pinned, isDefault }: SavedView, changes: Partial<Schemas['ViewChoiceBody']>) =>
  answered(api.PUT('/v1/views/{id}/choice', { params: { path: { id } }, body: { pinned, isDefault, ...changes } }));

export const deleteView = async ({ id }: SavedView): Promise<void> => {
  await answered(api.DELETE('/v1/views/{id}', { params: { path: { id } } }));
};
