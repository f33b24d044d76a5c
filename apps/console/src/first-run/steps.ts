import type { Schemas } from '#client/client.js';

/** What the page knows; absent or null: not known, or none. */
export interface Known {
  readonly ready: Schemas['Ready'] | undefined;
  readonly session: Pick<Schemas['Session'], 'keyId' | 'owner' | 'role'> | null;
  readonly keys: readonly Pick<Schemas['AccessKey'], 'keyId' | 'owner' | 'revokedAt'>[];
  readonly contact: string | null;
  readonly goal: string | null;
  readonly segment: string | null;
  readonly sender: string | null;
  readonly campaign: { readonly id: string; readonly name: string; readonly status: string } | null;
  readonly run: { readonly id: string; readonly status: string } | null;
}

export interface Step {
  readonly id: 'service' | 'key' | 'campaign' | 'run';
  readonly title: string;
  readonly done: boolean;
  /** How it stands. */
  readonly says: string;
  /** What to do next; null: nothing. */
  readonly command: string | null;
}

/** Four steps from a service that runs to a run that was made, as they stand now. */
export const stepsOf = (known: Known): readonly Step[] => [service(known), key(known), campaign(known), run(known)];

const service = ({ ready }: Known): Step => {
  const works = ready !== undefined && ready.queue !== 'no-worker';
  return {
    id: 'service',
    title: 'The service runs',
    done: works,
    says:
      ready === undefined
        ? 'Its stores do not answer yet.'
        : works
          ? 'API and stores answer, and a worker lives.'
          : 'API and stores answer, but no worker lives: nothing would be sent.',
    command: works ? null : 'npm start',
  };
};

/** Only admins see keys: whoever is none has been given one. */
const key = ({ session, keys }: Known): Step => {
  const others = keys.filter(({ keyId, revokedAt }) => keyId !== session?.keyId && revokedAt === null);
  const done = others.length > 0 || (session !== null && session.role !== 'admin');
  return {
    id: 'key',
    title: 'Whoever works here has a key',
    done,
    says: done
      ? `${others[0]?.owner ?? session?.owner ?? ''} has one. What they do is told by their name.`
      : 'So far there is only the key that you are signed in by. One for each person tells later who did what.',
    command: done ? null : 'npx sortie keys create --owner "Your Name" --role manager',
  };
};

const needs: readonly {
  readonly name: 'contact' | 'goal' | 'segment' | 'sender';
  readonly says: string;
  readonly command: string;
}[] = [
  {
    name: 'contact',
    says: 'First it needs people: import some contacts.',
    command: 'npx sortie contacts import examples/contacts.csv',
  },
  {
    name: 'goal',
    says: 'Next, a goal: why anybody is written to.',
    command: 'npx sortie goals define --file examples/goal.json',
  },
  {
    name: 'segment',
    says: 'Next, a segment: who is written to.',
    command: 'npx sortie segments define --file examples/segment.json',
  },
  {
    name: 'sender',
    says: 'Next, a sender: who writes.',
    command: 'npx sortie senders define --file examples/sender.json',
  },
];

const campaign = (known: Known): Step => {
  const missing = needs.find(({ name }) => known[name] === null);
  const done = known.campaign !== null;
  const { goal, segment, sender } = known;
  return {
    id: 'campaign',
    title: 'There is a campaign',
    done,
    says: done
      ? `“${known.campaign?.name ?? ''}” is there.`
      : (missing?.says ?? 'Contacts, goal, segment and sender are there: now the campaign itself.'),
    command: done
      ? null
      : (missing?.command ??
        `npx sortie campaigns define --file examples/campaign.json --set goal=${goal ?? ''} --set segment=${segment ?? ''} --set sender=${sender ?? ''}`),
  };
};

const run = ({ campaign: of, run: one, sender }: Known): Step => ({
  id: 'run',
  title: 'It was run',
  done: one !== null,
  says:
    one !== null
      ? `The newest run is ${one.status.replaceAll('_', ' ')}.`
      : of === null
        ? 'It comes once there is a campaign.'
        : of.status === 'draft'
          ? 'The campaign is a draft: have its sender send a test message, for without one nothing runs, and activate it.'
          : 'Run it: everybody in its segment gets a message, once.',
  command:
    one !== null || of === null
      ? null
      : of.status === 'draft'
        ? [
            ...(sender === null ? [] : [`npx sortie senders verify ${sender} --to you@example.com`]),
            `npx sortie campaigns activate ${of.id}`,
          ].join('\n')
        : `npx sortie run ${of.id}`,
});
