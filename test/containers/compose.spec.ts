import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fields, loadConfig } from '#platform/config/config.js';
import { ensureKeys } from '#platform/config/keys.js';
import { type ComposeService, readCompose, startedBy } from './compose.js';
import { imageOf, readDockerfile } from './dockerfile.js';
import { VariableMissing } from './interpolation.js';

const single = ['docker-compose.yml'];
const cluster = [...single, 'docker-compose.cluster.yml'];
const password = { POSTGRES_PASSWORD: 'secret1' };
const image = imageOf(readDockerfile('Dockerfile'));

/** Every way to start the files. */
const uses = [
  ['PostgreSQL alone', single, null],
  ['embedded', single, 'embedded'],
  ['scale-out', single, 'scale-out'],
  ['scale-out on three nodes', cluster, 'scale-out'],
] as const;

const isOurs = ({ build }: ComposeService): boolean => build !== undefined;
const settingsOf = ({ environment = {} }: ComposeService): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]));

/** The ports that a container listens on: ours as it is told, those of others as their images have it. */
const portsOf = (name: string, service: ComposeService): readonly number[] => {
  const settings = settingsOf(service);
  if (isOurs(service)) return [settings['SORTIE_HTTP_PORT'], settings['SORTIE_INBOUND_PORT']].map(Number);
  if (service.image.includes('kurrentdb')) return [Number(settings['KURRENTDB_NODE_PORT'])];
  return { postgres: [5432], redis: [6379], mail: [1025, 8025] }[name] ?? [];
};

/** Host and port of everything that a setting points to. */
const pointsTo = (url: string): readonly (readonly [string, number])[] =>
  (/^[a-z+]+:\/\/(?:[^@/]*@)?([^/?]+)/.exec(url)?.[1] ?? '').split(',').map((place) => {
    const [host = '', port] = place.split(':');
    return [host, Number(port)];
  });

const folder = mkdtempSync(join(tmpdir(), 'sortie-compose-'));
beforeAll(() => void ensureKeys(folder));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(uses)('docker-compose, %s', (_, paths, profile) => {
  const compose = readCompose(paths, password);
  const started = startedBy(compose, profile);
  const ours = Object.entries(started).filter(([, service]) => isOurs(service));

  it('starts the processes of the stack', () => {
    expect(Object.keys(started).toSorted()).toEqual(expected[_].toSorted());
  });

  it('needs one password, and shows none', () => {
    expect(() => readCompose(paths, {})).toThrow(VariableMissing);
    const inText = Object.values(started).flatMap(({ environment = {}, command = [] }) => [
      ...Object.entries(environment).map(([name, value]) => `${name}=${value}`),
      ...command,
    ]);
    const secret = inText.filter(
      (each) => /passw?o?r?d?/i.test(each) && !each.includes('secret1') && !each.includes('$REDIS'),
    );
    expect(secret).toEqual([]);
  });

  it('sets what the configuration knows, and nothing that it refuses', () => {
    const known = new Set<string>(Object.values(fields).map(({ variable }) => variable));
    for (const [, service] of ours) {
      const settings = settingsOf(service);
      expect(Object.keys(settings).filter((name) => !known.has(name))).toEqual([]);
      expect(loadConfig({ ...settings, DATA_DIR: folder })).toMatchObject({ ok: true });
      expect({ ...image.settings, ...settings }).toMatchObject(image.settings);
    }
  });

  it('points every URL at a service of the same use, and at a port on which that one listens', () => {
    for (const [name, service] of ours) {
      const urls = Object.entries(settingsOf(service)).filter(
        ([key]) => key.endsWith('_URL') && key !== 'SORTIE_PUBLIC_URL',
      );
      const places = urls.flatMap(([, url]) => pointsTo(url));
      expect(places.length).toBeGreaterThanOrEqual(2);
      for (const [host, port] of places) {
        expect({ name, host, port, there: portsOf(host, started[host] ?? { image: '' }).includes(port) }).toMatchObject(
          { there: true },
        );
        const waits = Object.keys(service.depends_on ?? {});
        // Keys and tables need the database alone.
        if (!name.endsWith('init')) expect(waits).toContain(host);
      }
    }
  });

  it('publishes on loopback only, ports that are listened on, none twice', () => {
    const published = Object.entries(started).flatMap(([name, service]) =>
      (service.ports ?? []).map((each) => {
        const [, address = '', first, last = first, target] =
          /^([\d.]+):(\d+)(?:-(\d+))?:(\d+)$/.exec(each)?.map((part) => part) ?? [];
        expect([name, address, portsOf(name, service).includes(Number(target))]).toEqual([name, '127.0.0.1', true]);
        const width = Number(last) - Number(first) + 1;
        expect(width).toBe(service.deploy?.replicas ?? 1);
        return Array.from({ length: width }, (__, at) => Number(first) + at);
      }),
    );
    const ports = published.flat();
    expect(new Set(ports).size).toBe(ports.length);
    if (ours.length > 0) expect(image.ports).toEqual(portsOf('api', ours[0]?.[1] ?? { image: '' }));
  });

  it('waits for what can be waited for', () => {
    for (const [name, { depends_on: waits = {} }] of Object.entries(started)) {
      for (const [other, { condition }] of Object.entries(waits)) {
        const service = started[other];
        const can =
          condition === 'service_healthy' ? service?.healthcheck?.test !== undefined : service?.restart === 'no';
        expect({ name, other, condition, can }).toMatchObject({ can: true });
      }
    }
  });

  it('watches every process that stays, and starts it again', () => {
    for (const [name, { healthcheck, restart, command = [] }] of Object.entries(started)) {
      if (name.endsWith('init')) {
        expect([healthcheck, restart]).toEqual([{ disable: true }, 'no']);
        continue;
      }
      expect({ name, restart, watched: (healthcheck?.test ?? []).length > 1 }).toEqual({
        name,
        restart: 'unless-stopped',
        watched: true,
      });
      const [, app] = /^dist\/apps\/(\w+)\/src\/main\.js$/.exec(command.at(-1) ?? '') ?? [];
      if (app !== undefined) expect(healthcheck?.test).toEqual(['CMD', 'node', 'tools/container/healthy.mjs', app]);
    }
  });

  it('pins every image, and starts ours with a command that it has', () => {
    for (const [name, { image: tag, command = [] }] of Object.entries(started)) {
      expect({ name, tag }).toEqual({ name, tag: expect.stringMatching(/:v?\d+\.\d+(\.\d+)?(-bookworm)?$/) });
      const entry = command.find((word) => word.startsWith('dist/'));
      if (entry !== undefined) expect(existsSync(entry.replace(/^dist\//, '').replace(/\.js$/, '.ts'))).toBe(true);
    }
  });

  it('keeps what must be kept in volumes that are declared', () => {
    const mounted = Object.values(started).flatMap(({ volumes = [] }) => volumes);
    expect(
      mounted.map((each) => each.split(':')[0]).filter((volume) => !compose.volumes.includes(volume ?? '')),
    ).toEqual([]);
    for (const [, { volumes }] of ours) expect(volumes).toEqual([`data:${image.volumes[0]}`]);
    const stateful = Object.entries(started).filter(([name, service]) => !isOurs(service) && name !== 'mail');
    expect(stateful.filter(([, { volumes = [] }]) => volumes.length === 0)).toEqual([]);
    const own = stateful.flatMap(([, { volumes = [] }]) => volumes.map((each) => each.split(':')[0]));
    expect(new Set(own).size).toBe(own.length);
  });
});

const scaleOut = ['postgres', 'mail', 'eventstore', 'redis', 'scale-init', 'scale-api', 'scale-worker'];
const expected: Readonly<Record<(typeof uses)[number][0], readonly string[]>> = {
  'PostgreSQL alone': ['postgres'],
  embedded: ['postgres', 'mail', 'init', 'api', 'worker'],
  'scale-out': scaleOut,
  'scale-out on three nodes': scaleOut.concat('eventstore-2', 'eventstore-3'),
};

describe('the stores of docker-compose', () => {
  const { services } = readCompose(cluster, password);
  const commandOf = (name: string): string => (services[name]?.command ?? []).join(' ');

  it('lose nothing that was acknowledged', () => {
    expect(commandOf('postgres')).toContain('synchronous_commit=on');
    expect(commandOf('redis')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
    expect(settingsOf(services['eventstore'] ?? { image: '' })['KURRENTDB_MEM_DB']).toBe('false');
  });

  it('have two workers, and a KurrentDB that is supported', () => {
    expect(services['scale-worker']?.deploy?.replicas).toBe(2);
    const tags = Object.values(services)
      .map(({ image: tag }) => tag)
      .filter((tag) => tag.includes('kurrentdb'));
    expect(tags).toHaveLength(3);
    expect(new Set(tags).size).toBe(1);
    const [major = 0] =
      /:(\d+)/
        .exec(tags[0] ?? '')
        ?.slice(1)
        .map(Number) ?? [];
    expect(major).toBeGreaterThanOrEqual(26);
  });

  it('are three nodes that know each other and give clients names that exist', () => {
    const nodes = Object.entries(services).filter(([, { image: tag }]) => tag.includes('kurrentdb'));
    const addresses = nodes.map(([, { networks }]) => networks?.['default']?.ipv4_address ?? '');
    for (const [at, [name, service]] of nodes.entries()) {
      const settings = settingsOf(service);
      expect(settings).toMatchObject({
        KURRENTDB_CLUSTER_SIZE: '3',
        KURRENTDB_REPLICATION_IP: addresses[at],
        KURRENTDB_ADVERTISE_HOST_TO_CLIENT_AS: name,
        KURRENTDB_ADVERTISE_NODE_PORT_TO_CLIENT_AS: settings['KURRENTDB_NODE_PORT'],
      });
      const others = addresses.filter((address) => address !== addresses[at]);
      expect(settings['KURRENTDB_GOSSIP_SEED']).toBe(
        others.map((address) => `${address}:${settings['KURRENTDB_NODE_PORT']}`).join(','),
      );
    }
  });
});
