/**
 * Loaded before the server (`node --import`), in each of its threads: a commit takes as long as on a slow disk, so that others
 * come and go while it is under way.
 */
import { StatementSync } from 'node:sqlite';

const slow = 12;
const nothing = new Int32Array(new SharedArrayBuffer(4));

const run = StatementSync.prototype.run as (...values: unknown[]) => unknown;
Object.defineProperty(StatementSync.prototype, 'run', {
  value(this: StatementSync, ...values: unknown[]) {
    if (/^\s*commit/i.test(this.sourceSQL)) Atomics.wait(nothing, 0, 0, slow);
    return run.apply(this, values);
  },
});
