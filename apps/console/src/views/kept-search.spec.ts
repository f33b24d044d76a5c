import { runsSearch } from '../runs/runs-search.js';
import { baseOf, differsFromView, isPlain, keptSearch, searchOfView } from './kept-search.js';

const id = '6z0j2v7k1m9q4w8x3c5d0f2h7n';
const view = (search: string) => ({ id, search });

it('keeps what was chosen, and neither the page of the list nor the view that was open', () => {
  const shown = runsSearch({ status: ['failed'], within: '24h', after: 'c1', view: id });
  expect(keptSearch(shown)).toBe('status=failed&within=24h');
  expect(searchOfView(view('status=failed&within=24h&nonsense=1'), runsSearch)).toEqual({
    status: ['failed'],
    within: '24h',
    view: id,
  });
});

it('knows a view that is shown as it was kept, and one that was changed', () => {
  const shown = runsSearch({ status: ['failed'], view: id, after: 'c1' });
  expect(differsFromView(view('status=failed'), shown, runsSearch)).toBe(false);
  expect(differsFromView(view('status=missed'), shown, runsSearch)).toBe(true);
  expect(differsFromView(view(''), shown, runsSearch)).toBe(true);
});

it('leaves columns to everybody, unless the view names them', () => {
  const shown = runsSearch({ columns: ['status', 'campaign'], view: id });
  expect(differsFromView(view(''), shown, runsSearch)).toBe(false);
  expect(differsFromView(view('columns=status&columns=goal'), shown, runsSearch)).toBe(true);
});

it('takes an address for plain to which the browser has added only the columns that it keeps', () => {
  expect(isPlain({})).toBe(true);
  expect(isPlain({ columns: ['status', 'campaign'] })).toBe(true);
  expect(isPlain({ status: ['failed'] })).toBe(false);
  expect(isPlain({ view: '0'.repeat(26) })).toBe(false);
});

it('changes a view on what it was when the change began, unless only its name is another one now', () => {
  const begun = { search: 'status=failed', name: 'Bad', revision: 1 };
  const renamed = { ...begun, name: 'Worse', revision: 2 };
  const changed = { ...begun, search: 'status=missed', revision: 2 };
  expect(baseOf(begun, renamed)).toBe(renamed);
  expect(baseOf(begun, changed)).toBe(begun);
  expect(baseOf(begun, undefined)).toBeUndefined();
  expect(baseOf(undefined, changed)).toBe(changed);
});
