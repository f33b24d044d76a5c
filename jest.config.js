import { existsSync, readdirSync, readFileSync } from 'node:fs';

// NestJS 12 is ESM-only and Jest on Node 20 cannot require(esm) (needs Node >= 24.9), so every
// ESM package in node_modules is compiled to CommonJS by SWC. The list is computed, not hand-kept.
const esmPackages = readdirSync('node_modules')
  .flatMap((name) =>
    name.startsWith('@') ? readdirSync(`node_modules/${name}`).map((sub) => `${name}/${sub}`) : [name],
  )
  .filter((name) => {
    const file = `node_modules/${name}/package.json`;
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).type === 'module';
  })
  .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

const swc = (parser) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2022',
      parser,
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  },
];

// The `#lib/*` aliases of package.json, pointed at the sources instead of the build.
const { imports } = JSON.parse(readFileSync('package.json', 'utf8'));
const aliases = Object.fromEntries(
  Object.entries(imports).map(([alias, { types }]) => [
    `^${alias.replace('*', '(.*)')}\\.js$`,
    types.replace('./', '<rootDir>/').replace('*', '$1'),
  ]),
);

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testMatch: ['<rootDir>/{apps,libs,tools,test}/**/*.{spec,e2e-spec}.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.sortie/'],
  transform: {
    '^.+\\.ts$': swc({ syntax: 'typescript', decorators: true }),
    '^.+\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  moduleNameMapper: { ...aliases, '^(\\.{1,2}/.*)\\.js$': '$1' },
  testTimeout: 60_000,
  maxWorkers: 2,
};
