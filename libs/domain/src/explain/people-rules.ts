import { canonicalJson } from '../kernel/canonical-json.js';
import type { Course, Facts } from './facts.js';
import { plain } from './plain.js';
import { type Compared, differs, listed, many, notKnown, type Rule, same } from './rule.js';

/** Names of which a message got another value than the same contact's message on the other side. */
const changedValues = (
  mine: Course,
  other: Course,
  concerns: (name: string, origins: readonly (string | null)[]) => boolean,
): readonly string[] | null => {
  if (mine.values === null || other.values === null) return null;
  const names = [...new Set([...mine.values.keys(), ...other.values.keys()])];
  return names.filter((name) => {
    const [here, there] = [mine.values?.get(name), other.values?.get(name)];
    return here !== there && concerns(name, [originOf(here), originOf(there)]);
  });
};

const originOf = (hash: string | undefined): string | null => hash?.replace(/:.*$/, '') ?? null;

interface Changed {
  /** Contacts that both sides wrote to and tell the values of. */
  readonly shared: number;
  readonly contacts: readonly Course[];
  readonly names: readonly string[];
}

const changedAmong = (
  mine: ReadonlyMap<string, Course>,
  other: ReadonlyMap<string, Course>,
  namesFor: (mine: Course, other: Course) => readonly string[] | null,
): Changed => {
  const contacts: Course[] = [];
  const names = new Set<string>();
  let shared = 0;
  for (const [contactId, course] of mine) {
    const before = other.get(contactId);
    const found = before === undefined ? null : namesFor(course, before);
    if (found === null) continue;
    shared += 1;
    if (found.length === 0) continue;
    contacts.push(course);
    for (const name of found) names.add(name);
  }
  return { shared, contacts, names: [...names].toSorted() };
};

const claims = (courses: readonly Course[]) =>
  courses
    .slice(0, 20)
    .flatMap(({ events }) => events.filter(({ type }) => type === 'DispatchClaimed' || type === 'DraftPrepared'));

/** Both sides' texts name it, so that its value alone makes the difference. */
const namedByBoth =
  (mine: Facts, other: Facts) =>
  (name: string): boolean => {
    if (name.startsWith('*')) return true;
    const texts = [mine, other].map(({ of }) => of.template?.value.variables);
    return texts.every((variables) => variables === undefined || variables.includes(name));
  };

export const contactData: Rule<'contact data'> = {
  noun: 'the contact data',
  are: 'are',
  place: 'contact data',
  words: ({ courses }) => {
    const told = [...courses.values()].filter(({ values }) => values !== null);
    return `what ${many(told.length, 'message')} took from contacts`;
  },
  compare: (mine, other, sides) => {
    const both = namedByBoth(sides.mine, sides.other);
    const values = changedAmong(mine.courses, other.courses, (here, there) =>
      changedValues(here, there, (name, origins) => origins.includes('contact') && both(name)),
    );
    const addresses = changedAmong(mine.courses, other.courses, (here, there) => {
      if (here.addressHash === null || there.addressHash === null) return null;
      return here.addressHash === there.addressHash ? [] : ['the address'];
    });
    const contacts = new Set([...values.contacts, ...addresses.contacts]);
    const names = [...addresses.names, ...values.names];
    if (names.length > 0) {
      const share = contacts.size / Math.max(values.shared, addresses.shared);
      return differs(
        'changed',
        share,
        `${many(contacts.size, 'contact')} ${contacts.size === 1 ? 'differs' : 'differ'} from ${sides.than} in ${listed(names)}`,
        { events: claims([...contacts]) },
      );
    }
    return values.shared > 0 ? same : notKnown;
  },
};

export const variables: Rule<'variables'> = {
  noun: 'the variables passed with the run',
  are: 'are',
  place: 'execution',
  words: ({ hash }) => (hash === null ? 'none were passed' : 'some were passed'),
  compare: (mine, other, { than }): Compared => {
    if (mine.hash === other.hash) return same;
    const { shared, contacts, names } = changedAmong(mine.courses, other.courses, (here, there) =>
      changedValues(here, there, (_, origins) => origins.includes('run')),
    );
    if (names.length > 0) {
      const share = contacts.length / shared;
      return differs('changed', share, `the run passed another ${listed(names)} than ${than}`, {
        events: claims(contacts),
      });
    }
    if (mine.hash === null || other.hash === null) {
      const what = mine.hash === null ? 'no variables were passed, unlike' : 'variables were passed, unlike';
      return shared > 0
        ? differs('unseen', 0, `${what} ${than}, and no message takes them in`)
        : differs('changed', 1, `${what} ${than}`);
    }
    return shared > 0 ? same : notKnown;
  },
};

export const audience: Rule<'audience'> = {
  noun: 'the audience',
  are: 'is',
  place: 'campaign',
  words: ({ kind, count, segment, one }) => {
    const size = count === null ? 'not frozen' : many(count, 'contact');
    const from = {
      segment: segment === null ? 'of a segment' : `of segment v${segment.version}`,
      contacts: 'named by the request',
      communications: 'of an earlier run',
    };
    return one === null ? `${size} ${from[kind]}` : `the contact among ${size} ${from[kind]}`;
  },
  compare: (mine, other, { than }) => {
    if (mine.one !== null) {
      if (other.members.has(mine.one)) return same;
      return other.allMembers ? differs('changed', 1, `the contact is not in the audience of ${than}`) : notKnown;
    }
    const filters =
      canonicalJson(plain([mine.segment?.id, mine.filter])) !== canonicalJson(plain([other.segment?.id, other.filter]));
    const place =
      mine.kind === other.kind && mine.kind === 'segment' ? (filters ? 'campaign' : 'contact data') : 'execution';
    if (mine.digest !== null && other.digest !== null) {
      if (mine.digest === other.digest)
        return filters
          ? differs('unseen', 0, `the segment differs from ${than}, and chose the same contacts`, { place })
          : same;
      const joined = [...mine.members].filter((contact) => !other.members.has(contact)).length;
      const left = [...other.members].filter((contact) => !mine.members.has(contact)).length;
      const share = Math.min(1, (joined + left) / Math.max(1, mine.members.size, other.members.size));
      const whole = mine.allMembers && other.allMembers;
      const told =
        joined + left === 0 ? 'the order of the contacts' : `${many(joined, 'contact')} more and ${left} fewer`;
      const why = {
        campaign: 'by another segment',
        'contact data': 'in the same segment',
        execution: 'by another choice',
        goal: '',
      }[place];
      return differs(
        'changed',
        whole ? share : Math.max(share, 0.5),
        `${whole ? told : 'other contacts'} ${why} than ${than}`,
        { place },
      );
    }
    if (filters) return differs('changed', 1, `the segment chooses otherwise than ${than}`, { place });
    if (mine.count === null || other.count === null || mine.count === other.count) return notKnown;
    const more = mine.count - other.count;
    const share = Math.abs(more) / Math.max(mine.count, other.count);
    return differs('changed', share, `${many(Math.abs(more), 'contact')} ${more > 0 ? 'more' : 'fewer'} than ${than}`, {
      place,
    });
  },
};

export const replies: Rule<'replies'> = {
  noun: 'the replies',
  are: 'are',
  place: 'execution',
  words: ({ classes }) =>
    Object.entries(classes)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ') || 'none',
  compare: (mine, other, { than }) =>
    canonicalJson(mine.classes) === canonicalJson(other.classes)
      ? same
      : differs('unseen', 0, `other replies came in than ${than}, and none of them kept a message back`),
};
