/**
 * Loaded before the server (`node --import`), in each of its threads: kills the process at one exact point of an edit's way.
 * It changes nothing of the product: it watches the statements that SQLite is given and the frames that sockets are
 * given, below everything that the server does itself.
 */
import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { messageTypes } from '@entente/shared/wire/messages';
import { messageYjsUpdate } from 'y-protocols/sync';
import { framesIn } from './frames-in.ts';
import { type StopOrder, statementsAt, stopVariable } from './stop-points.ts';

const { point, nth, armed } = JSON.parse(process.env[stopVariable] ?? '') as StopOrder;
const isAfter = point.startsWith('after-');
let isArmed = false;
let come = 0;

/** The server has come to the point once more. */
function here(): void {
  isArmed ||= existsSync(armed);
  if (!isArmed) return;
  come += 1;
  if (come >= nth) process.kill(process.pid, 'SIGKILL');
}

function around<T>(isThePoint: boolean, act: () => T): T {
  if (isThePoint && !isAfter) here();
  const result = act();
  if (isThePoint && isAfter) here();
  return result;
}

const statement = statementsAt[point];
if (statement) watchStatements(statement);
else watchSockets();

function watchStatements(wanted: RegExp): void {
  for (const name of ['run', 'all', 'get'] as const) {
    const real = StatementSync.prototype[name] as (...values: unknown[]) => unknown;
    const watched = function (this: StatementSync, ...values: unknown[]) {
      return around(wanted.test(this.sourceSQL), () => real.apply(this, values));
    };
    Object.defineProperty(StatementSync.prototype, name, { value: watched });
  }
  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function (sql) {
    around(wanted.test(sql), () => exec.call(this, sql));
  };
}

function watchSockets(): void {
  const isWanted = ([type, kind]: Uint8Array) =>
    point.endsWith('-saved') ? type === messageTypes.saved : type === messageTypes.sync && kind === messageYjsUpdate;
  const open = new WeakMap<Socket, number>();
  const real = Socket.prototype.write as (...given: unknown[]) => boolean;
  const watched = function (this: Socket, ...given: unknown[]) {
    const [chunk] = given;
    if (!(chunk instanceof Uint8Array)) return real.apply(this, given);
    const { payloads, missing } = framesIn(chunk, open.get(this) ?? 0);
    open.set(this, missing);
    return around(payloads.some(isWanted), () => real.apply(this, given));
  };
  Object.defineProperty(Socket.prototype, 'write', { value: watched });
}
