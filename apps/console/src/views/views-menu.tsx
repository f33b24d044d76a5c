import { useQuery } from '@tanstack/react-query';
import { Bookmark } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button } from '../parts/button.js';
import { Popup } from '../parts/popup.js';
import { Skeleton } from '../parts/states.js';
import { baseOf, differsFromView, isPlain, keptSearch, searchOfView } from './kept-search.js';
import { type SavedView, type ViewPage, viewsQuery } from './views-queries.js';

const ViewsPanel = lazy(async () => ({ default: (await import('./views-panel.js')).ViewsPanel }));
const SaveView = lazy(async () => ({ default: (await import('./save-view.js')).SaveView }));
const ManageViews = lazy(async () => ({ default: (await import('./manage-views.js')).ManageViews }));

interface ViewsMenuProps<S> {
  readonly page: ViewPage;
  /** What the list shows; `view` in it names the view that was opened. */
  readonly search: S;
  validate(raw: Record<string, unknown>): S;
  /** `replace`: nobody chose it, so that "back" leads to where they came from. */
  onOpen(search: S, how: { readonly replace: boolean }): void;
}

export type ViewsDialog = 'save' | 'manage' | null;

/** Ways to look at a list that were kept on the server: one's own, and those that others share. */
export const ViewsMenu = <S extends { readonly view?: string }>(props: ViewsMenuProps<S>) => {
  const { page, search, validate, onOpen } = props;
  const [open, setOpen] = useState(false);
  const [dialog, setDialog] = useState<ViewsDialog>(null);
  const [arrivedPlain] = useState(() => keptSearch(search) === '' && search.view === undefined);
  const { data } = useQuery({
    ...viewsQuery(page),
    enabled: open || dialog !== null || search.view !== undefined || arrivedPlain,
  });
  const view = data?.items.find(({ id }) => id === search.view);
  const changed = view !== undefined && differsFromView(view, search, validate);
  /** The view as it was when what is shown began from it: the list of views is read again whenever it is opened. */
  const [begun, setBegun] = useState(view);
  if (view !== undefined && begun?.id !== view.id) setBegun(view);
  const show = (next: SavedView, replace = false): void => {
    setOpen(false);
    setBegun(next);
    onOpen(searchOfView(next, validate), { replace });
  };
  useDefaultView({
    arrivedPlain,
    items: data?.items,
    plain: isPlain(search),
    show,
  });
  return (
    <>
      <Popup
        label="Views"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button icon={Bookmark} data-views>
            {view === undefined ? 'Views' : <bdi>{view.name}</bdi>}
            {changed ? ' (changed)' : ''}
          </Button>
        }
      >
        <Suspense fallback={<Skeleton lines={3} />}>
          <ViewsPanel
            page={page}
            opened={view}
            base={baseOf(begun, view)}
            onRead={setBegun}
            changed={changed}
            kept={keptSearch(search)}
            onOpen={show}
            onAll={() => {
              setOpen(false);
              onOpen(validate({}), { replace: false });
            }}
            onDialog={(next) => {
              setOpen(false);
              setDialog(next);
            }}
          />
        </Suspense>
      </Popup>
      <Suspense>
        {dialog === 'save' ? (
          <SaveView page={page} kept={keptSearch(search)} onSaved={show} onClose={() => setDialog(null)} />
        ) : dialog === 'manage' ? (
          <ManageViews page={page} onClose={() => setDialog(null)} />
        ) : null}
      </Suspense>
    </>
  );
};

interface DefaultView {
  readonly arrivedPlain: boolean;
  readonly plain: boolean;
  readonly items: readonly SavedView[] | undefined;
  show(view: SavedView, replace: boolean): void;
}

/** Whoever comes without any choice in the address gets the view they have chosen for that, once. */
const useDefaultView = ({ arrivedPlain, plain, items, show }: DefaultView): void => {
  const decided = useRef(!arrivedPlain);
  useEffect(() => {
    if (decided.current || items === undefined) return;
    decided.current = true;
    const chosen = items.find(({ isDefault }) => isDefault);
    if (plain && chosen !== undefined) show(chosen, true);
  }, [plain, items, show]);
};
