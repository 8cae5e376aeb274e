/**
 * What a server asked of its disk, in order: writes, and the flushes that made them durable. Read from what
 * `strace -ff -y -ttt -xx` wrote, one file for each thread (a call is then never torn in two lines).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export const recordingArguments = (prefix: string): string[] => [
  ...['-ff', '-y', '-ttt', '-xx', '-s', '1000000'],
  ...['-e', 'trace=pwrite64,fsync,fdatasync,ftruncate,openat,unlink,rename', '-o', prefix],
];

export type DiskAct =
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'create' | 'remove' | 'flush'; readonly file: string }
  /** The folder itself: names that came and went are durable. */
  | { readonly kind: 'flush-folder' };

/** `at`: when it began, in milliseconds. */
export type DiskStep = { readonly at: number; readonly act: DiskAct };

/** Everything done to files in the folder. Files are named without their folder. Throws for a call that it can't follow. */
export function readRecording(prefix: string, folder: string): DiskStep[] {
  const files = readdirSync(dirname(prefix)).filter((name) => name.startsWith(`${basename(prefix)}.`));
  const steps = files.flatMap((name) => {
    const lines = readFileSync(join(dirname(prefix), name), 'latin1').split('\n');
    return lines.flatMap((line) => stepOf(line, folder));
  });
  return steps.toSorted((one, other) => one.at - other.at);
}

const call = /^(\d+\.\d+) (\w+)\((.*)\) += (-?\d+|\?)(.*)$/s;
const text = (hex: string) => bytesOf(hex).toString();

function stepOf(line: string, folder: string): DiskStep[] {
  const parts = call.exec(line);
  if (!parts) return [];
  const [, seconds = '', name = '', args = '', result = '', rest = ''] = parts;
  if (result === '?' || Number(result) < 0) return [];
  const act = actOf({ name, args, result: Number(result), rest, folder });
  return act ? [{ at: Number(seconds) * 1_000, act }] : [];
}

type Call = {
  readonly name: string;
  readonly args: string;
  readonly result: number;
  readonly rest: string;
  readonly folder: string;
};

function actOf(made: Call): DiskAct | undefined {
  const { name, args, folder } = made;
  if (name === 'openat') return creationOf(made);
  if (name === 'rename') {
    if (args.split(', ').some((path) => dirname(text(path)) === folder)) throw new Error('a rename is not followed');
    return undefined;
  }
  if (name === 'unlink') return inFolder(text(args), folder, (file) => ({ kind: 'remove', file }));
  const path = /^\d+<([^>]*)>/.exec(args)?.[1];
  if (path === undefined) return undefined;
  const place = text(path);
  if (name === 'fsync' || name === 'fdatasync') {
    return place === folder ? { kind: 'flush-folder' } : inFolder(place, folder, (file) => ({ kind: 'flush', file }));
  }
  return inFolder(place, folder, (file) => changeOf(made, file));
}

function changeOf({ name, args, result }: Call, file: string): DiskAct {
  if (name === 'ftruncate') return { kind: 'truncate', file, size: Number(args.split(', ')[1]) };
  const parts = /^\d+<[^>]*>, "([^"]*)", (\d+), (\d+)$/.exec(args);
  if (!parts) throw new Error(`a write is not understood: ${args.slice(0, 100)}`);
  return { kind: 'write', file, offset: Number(parts[3]), bytes: bytesOf(parts[1] ?? '').subarray(0, result) };
}

/** A file that is opened may be new; who replays knows which names it has. */
function creationOf({ args, folder }: Call): DiskAct | undefined {
  const path = /^[^,]*, "([^"]*)", [^,]*O_CREAT/.exec(args)?.[1];
  return path === undefined ? undefined : inFolder(text(path), folder, (file) => ({ kind: 'create', file }));
}

function inFolder(path: string, folder: string, act: (file: string) => DiskAct): DiskAct | undefined {
  // The index of the write-ahead log lives in memory; after a power loss it is made anew.
  return dirname(path) === folder && !path.endsWith('-shm') ? act(basename(path)) : undefined;
}

/** Every byte of a string is written `\x2f`. */
function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(/[^0-9a-f]/g, ''), 'hex');
}
