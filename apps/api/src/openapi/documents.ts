import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';

/** Types of events with the JSON Schema of their data; `definitions` has what the schemas refer to. */
export interface EventTypesView {
  readonly items: readonly {
    readonly type: string;
    /** Of the streams that hold it. */
    readonly category: string;
    readonly schema: object;
  }[];
  /** JSON Schemas that `#/definitions/…` refers to. */
  readonly definitions: { readonly [name: string]: object };
}

/** Both documents are generated from the code, committed, and compared by a test: see `write.ts`. */
export const documentPath = (name: string): string => join(projectRoot(), 'libs/client', name);

let types: EventTypesView | undefined;

export const eventTypes = (): EventTypesView => {
  types ??= read('event-types.json') as EventTypesView;
  return types;
};

export const openApi = (): OpenAPIObject => read('openapi.json') as OpenAPIObject;

const read = (name: string): unknown => JSON.parse(readFileSync(documentPath(name), 'utf8'));

/** The folder of package.json: this file runs from the sources and from the build, which lie at different depths. */
export const projectRoot = (): string => {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
};
