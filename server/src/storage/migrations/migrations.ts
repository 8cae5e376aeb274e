import type { Migration } from 'kysely/migration';
import { firstTables } from './0001-first-tables.ts';

/** In order of their names. One that has been released is never changed: a change is a new migration. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
};
