import { canonicalJson } from '../kernel/canonical-json.js';
import { jsonDiff } from '../kernel/json-diff.js';
import type { Json } from '../kernel/message.js';
import { plain } from './plain.js';
import { type Compared, differs, listed, many, type Rule, same } from './rule.js';

/** Paths at which two values differ, as people write them: `sections.greeting`. */
const changes = (other: Json, mine: Json): readonly string[] =>
  jsonDiff(other, mine).map(({ path }) => path.slice(1).replaceAll('/', '.'));

const reach = (used: readonly string[], unused: readonly string[], noun: string, than: string): Compared => {
  if (used.length === 1) return differs('changed', 1, `the ${noun} ${listed(used)} differs from that of ${than}`);
  if (used.length > 0) return differs('changed', 1, `the ${noun}s ${listed(used)} differ from those of ${than}`);
  if (unused.length === 0) return same;
  return differs('unseen', 0, `no message takes in what differs from ${than}: ${listed(unused)}`);
};

export const instructions: Rule<'instructions'> = {
  noun: 'the instructions',
  are: 'are',
  place: 'campaign',
  words: ({ version, used, unused }) =>
    `campaign v${version}: ${many(Object.keys(used).length, 'section')} in use${
      Object.keys(unused).length > 0 ? `, ${Object.keys(unused).length} unused` : ''
    }`,
  compare: (mine, other, { than }) => {
    // A section that one side does not take in is the template's doing, not the section's.
    const names = Object.keys(mine.used).filter((name) => Object.hasOwn(other.used, name));
    const changed = names.filter((name) => mine.used[name] !== other.used[name]);
    const rest = (side: typeof mine): Json => ({ ...side.unused, prose: side.prose });
    return reach(changed, changes(rest(other), rest(mine)), 'section', than);
  },
};

export const template: Rule<'template'> = {
  noun: 'the template',
  are: 'is',
  place: 'campaign',
  words: ({ version, parts }) => `campaign v${version}: ${Object.keys(parts).join(', ') || 'no parts'}`,
  compare: (mine, other, { than }) =>
    reach(changes(other.used, mine.used), changes(other.unused, mine.unused), 'part', than),
};

export const goal: Rule<'goal'> = {
  noun: 'the goal',
  are: 'is',
  place: 'goal',
  words: ({ pin, definition }) => `v${pin.version} of ${definition.name}: ${definition.statement}`,
  compare: (mine, other, { than }) => {
    const definitions = { mine: plain(mine.definition), other: plain(other.definition) };
    const found = changes(definitions.other, definitions.mine);
    const moved = mine.pin.id !== other.pin.id;
    if (found.length === 0 && !moved) return same;
    const place = moved ? 'campaign' : 'goal';
    const used = found.filter((name) => mine.used.includes(name) || other.used.includes(name));
    if (used.length > 0)
      return differs('changed', 1, `messages quote the goal, and its ${listed(used)} differs from ${than}`, { place });
    return differs(
      'unseen',
      0,
      moved
        ? `the campaign names another goal than ${than}, and no message quotes it`
        : `its ${listed(found)} differs from ${than}, and no message quotes it: only the attainment is judged otherwise`,
      { place },
    );
  },
};

/** What recipients see of a sender, or what decides whether a message is taken. */
const seen = ['from', 'replyDomain', 'url', 'provider', 'secret'];

export const sender: Rule<'sender'> = {
  noun: 'the sender',
  are: 'is',
  place: 'campaign',
  words: ({ pin, definition }) =>
    pin === null || definition === null ? 'none' : `v${pin.version} of ${definition.name}`,
  compare: (mine, other, { than }) => {
    if ((mine.definition === null) !== (other.definition === null))
      return differs('changed', 1, `${mine.definition === null ? 'no' : 'a'} sender is named, unlike ${than}`);
    const found = changes(plain(other.definition), plain(mine.definition));
    const used = found.filter((path) => seen.includes(path.split('.')[0] ?? ''));
    if (found.length === 0) {
      if (canonicalJson(plain(mine.pin?.id)) === canonicalJson(plain(other.pin?.id))) return same;
      return differs('unseen', 0, `the campaign names another sender than ${than}, with the same settings`);
    }
    if (used.length > 0) return differs('changed', 1, `the sender's ${listed(used)} differs from ${than}`);
    return differs('unseen', 0, `the sender's ${listed(found)} differs from ${than}, which no recipient sees`);
  },
};
