import { readFileSync } from 'node:fs';

/** One `COPY`. */
export interface Copy {
  /** The stage it takes from; null: the checkout. */
  readonly from: string | null;
  readonly sources: readonly string[];
  readonly target: string;
}

export interface Stage {
  readonly name: string;
  /** An image, or a stage before it. */
  readonly base: string;
  readonly copies: readonly Copy[];
  readonly runs: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  readonly workdir: string;
  readonly user: string | null;
  readonly volumes: readonly string[];
  readonly ports: readonly number[];
  readonly healthcheck: readonly string[] | null;
  readonly command: readonly string[] | null;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD'] as const;

/** The stages of a Dockerfile, as far as ours goes. Throws on an instruction that it does not know. */
export const readDockerfile = (path: string): readonly Stage[] => {
  const stages: Stage[] = [];
  const lines = readFileSync(path, 'utf8')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n');
  for (const line of lines) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, word = '', rest = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
    const instruction = known.find((each) => each === word);
    if (instruction === undefined) throw new Error(`${path}: not understood: ${line}`);
    if (instruction === 'FROM') stages.push(begun(rest));
    else {
      const stage = stages.at(-1);
      if (stage === undefined) throw new Error(`${path}: ${line} stands before every FROM`);
      take[instruction](stage, rest);
    }
  }
  return stages;
};

const begun = (rest: string): Stage => {
  const [, base = '', name = ''] = /^(\S+) AS (\S+)$/.exec(rest) ?? [];
  return {
    name,
    base,
    copies: [],
    runs: [],
    settings: {},
    workdir: '/',
    user: null,
    volumes: [],
    ports: [],
    healthcheck: null,
    command: null,
  };
};

const list = (json: string): readonly string[] => JSON.parse(json) as readonly string[];

const copyOf = (rest: string): Copy => {
  const words = rest.split(' ');
  const from = /^--from=(.*)$/.exec(words[0] ?? '')?.[1] ?? null;
  const paths = from === null ? words : words.slice(1);
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
};

const take: Readonly<Record<Exclude<(typeof known)[number], 'FROM'>, (stage: Mutable<Stage>, rest: string) => void>> = {
  WORKDIR: (stage, rest) => (stage.workdir = rest),
  COPY: (stage, rest) => (stage.copies = [...stage.copies, copyOf(rest)]),
  RUN: (stage, rest) => (stage.runs = [...stage.runs, rest]),
  ENV: (stage, rest) => {
    const pairs = rest
      .split(' ')
      .map((pair): [string, string] => [pair.split('=', 1)[0] ?? '', pair.replace(/^[^=]*=/, '')]);
    stage.settings = { ...stage.settings, ...Object.fromEntries(pairs) };
  },
  USER: (stage, rest) => (stage.user = rest),
  VOLUME: (stage, rest) => (stage.volumes = [...stage.volumes, rest]),
  EXPOSE: (stage, rest) => (stage.ports = [...stage.ports, ...rest.split(' ').map(Number)]),
  HEALTHCHECK: (stage, rest) => (stage.healthcheck = list(rest.replace(/^.*?CMD /, ''))),
  CMD: (stage, rest) => (stage.command = list(rest)),
};

/** The stage that makes the image: the last. */
export const imageOf = (stages: readonly Stage[]): Stage => {
  const last = stages.at(-1);
  if (last === undefined) throw new Error('a Dockerfile without a stage');
  return last;
};
