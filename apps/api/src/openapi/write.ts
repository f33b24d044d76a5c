import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import openapiTypes, { astToString } from 'openapi-typescript';
import { pino } from 'pino';
import { AppModule } from '../app.module.js';
import { describeApi } from './describe.js';
import { documentPath, projectRoot } from './documents.js';
import { eventTypeSchemas } from './event-schemas.js';
import { schemasOf } from './type-schemas.js';

/**
 * Writes the committed documents from the code; with `--check` only compares, and exits 1 when they differ. Runs
 * from the build, where the swagger plugin has noted what the DTOs look like.
 */
const app = await NestFactory.create(
  AppModule.on(
    () => {
      throw new Error('nothing is opened to describe the API');
    },
    pino({ enabled: false }),
  ),
  new FastifyAdapter(),
  { preview: true, logger: ['error'], abortOnError: false },
);

const api = json(describeApi(app, schemasOf(projectRoot(), 'apps/api/src/openapi/wire.ts', 'Wire')));
const generated = '// Generated from openapi.json by `npm run openapi`.\n';
const documents = {
  'openapi.json': api,
  'event-types.json': json(eventTypeSchemas(projectRoot())),
  'src/generated/api.ts': generated + astToString(await openapiTypes(api)),
};

const stale = Object.entries(documents).flatMap(([name, text]) => {
  const path = documentPath(name);
  if (process.argv.includes('--check')) return readFileSync(path, 'utf8') === text ? [] : [path];
  writeFileSync(path, text);
  return [];
});
if (stale.length > 0) {
  process.stderr.write(`differs from the code: ${stale.join(', ')}; run npm run openapi and commit the result\n`);
  process.exitCode = 1;
}

function json(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
