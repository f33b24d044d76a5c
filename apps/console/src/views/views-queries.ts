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
  });

export const addView = (body: Schemas['NewViewBody']) => answered(api.POST('/v1/views', { body }));

/** As it is now: what was chosen elsewhere since the list was read is not to be taken back. Somebody may have deleted it. */
const latest = async (page: ViewPage, view: SavedView): Promise<SavedView> => {
  const { items } = await answered(api.GET('/v1/views', { params: { query: { page } } }));
  return items.find(({ id }) => id === view.id) ?? view;
};

/** Of the view as it was shown: refused as stale when another window has changed it since. */
export const changeView = (
  { id, revision, name, search, shared }: SavedView,
  changes: Partial<Schemas['ViewBody']>,
): Promise<SavedView> => {
  const params = { path: { id }, header: { 'If-Match': `"${revision}"` } };
  return answered(api.PUT('/v1/views/{id}', { params, body: { name, search, shared, ...changes } }));
};

export const chooseView = async (
  page: ViewPage,
  view: SavedView,
  changes: Partial<Schemas['ViewChoiceBody']>,
): Promise<SavedView> => {
  const { id, pinned, isDefault } = await latest(page, view);
  const body = { pinned, isDefault, ...changes };
  return answered(api.PUT('/v1/views/{id}/choice', { params: { path: { id } }, body }));
};

export const deleteView = async ({ id }: SavedView): Promise<void> => {
  await answered(api.DELETE('/v1/views/{id}', { params: { path: { id } } }));
};
