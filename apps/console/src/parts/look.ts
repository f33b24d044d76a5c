import { useNavigate, useSearch } from '@tanstack/react-router';
import { oneOf } from '../api/search-params.js';

/** How a part of a page is drawn, where a person may choose; of each the usual one first, which is not written into the URL. */
const looks = {
  /** Texts that differ. */
  diff: ['words', 'sides'],
  /** How a run came on. */
  progress: ['chart', 'table'],
  /** What was checked to explain a run or a message. */
  factors: ['all', 'differs'],
  /** A draft: as its reader gets it, or how it differs from the one above it. */
  draft: ['message', 'differences'],
  /** The part of a message; where it has not that one, its first. */
  part: ['first', 'html', 'text', 'body', 'source'],
} as const;

type LookName = keyof typeof looks;
export type Look<Name extends LookName> = (typeof looks)[Name][number];

/** For `validateSearch` of every page that has such a part. */
export const lookIn = <Name extends LookName>(raw: Record<string, unknown>, name: Name): Look<Name> | undefined => {
  const [usual, ...others]: readonly Look<Name>[] = looks[name];
  return oneOf(
    raw[name],
    others.filter((look) => look !== usual),
  );
};

/** The look that the URL names, and how to choose another. */
export const useLook = <Name extends LookName>(name: Name): readonly [Look<Name>, (next: Look<Name>) => void] => {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const usual: Look<Name> = looks[name][0];
  const choose = (next: Look<Name>) =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, [name]: next === usual ? undefined : next }),
      replace: true,
      resetScroll: false,
    });
  return [lookIn(search, name) ?? usual, choose];
};
