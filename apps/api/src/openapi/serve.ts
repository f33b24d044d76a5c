import { existsSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { documentPath, openApi } from './documents.js';

/** `/docs` from files of this machine, and the document itself at `/docs/openapi.json`. */
export const serveDocumentation = (app: NestFastifyApplication): void => {
  // Absent only while it is being written for the first time.
  if (!existsSync(documentPath('openapi.json'))) return;
  SwaggerModule.setup('docs', app, openApi(), {
    jsonDocumentUrl: 'docs/openapi.json',
    yamlDocumentUrl: 'docs/openapi.yaml',
    customSiteTitle: 'Sortie API',
    swaggerOptions: { persistAuthorization: true },
  });
};
