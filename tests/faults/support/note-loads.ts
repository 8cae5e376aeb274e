/** Loaded before the server (`node --import`), in each of its threads: makes a file one byte longer each time a text is loaded. */
import { appendFileSync } from 'node:fs';
import { StatementSync } from 'node:sqlite';
import { loadsVariable } from './loads-of.ts';

const path = process.env[loadsVariable] ?? '';
/** Opening a text begins with its newest snapshot. */
const opening = /^\s*select\b.*\bstate\b.*\bfrom "?text_snapshot/is;

const all = StatementSync.prototype.all as (...values: unknown[]) => unknown;
Object.defineProperty(StatementSync.prototype, 'all', {
  value(this: StatementSync, ...values: unknown[]) {
    if (opening.test(this.sourceSQL)) appendFileSync(path, '.');
    return all.apply(this, values);
  },
});
