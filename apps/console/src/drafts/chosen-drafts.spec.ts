import { allChosen, seenOf, withDraft, withoutDraft } from './chosen-drafts.js';

const first = { id: 'a', contentHash: '1' };
const second = { id: 'b', contentHash: '2' };

it('a draft that is rendered again after it was chosen is decided by what was chosen, so that the service leaves it alone', () => {
  const chosen = withDraft(new Map(), first);
  const anew = { id: 'a', contentHash: '9' };
  expect(seenOf(chosen, [anew, second])).toEqual([first]);
  expect(seenOf(allChosen(chosen, [anew, second]), [anew, second])).toEqual([first, second]);
});

it('let go and chosen once more, it is decided by what it says now', () => {
  const anew = { id: 'a', contentHash: '9' };
  expect(seenOf(withDraft(withoutDraft(withDraft(new Map(), first), 'a'), anew), [anew])).toEqual([anew]);
});

it('what is not listed any more, or has no content yet, is not decided', () => {
  expect(withDraft(new Map(), { id: 'c', contentHash: null }).size).toBe(0);
  expect(seenOf(allChosen(new Map(), [first, second]), [second])).toEqual([second]);
  expect(allChosen(new Map(), [{ id: 'c', contentHash: null }]).size).toBe(0);
});
