import type { Migration } from '#platform/database/migrate.js';

/** Schema `log`. */
export const migrations: readonly Migration[] = [];
