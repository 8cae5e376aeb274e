/** Files that are there after a power cut: contents first, then the names that lead to them. */
import { closeSync, constants, copyFileSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives a finished file its name, at once and for good. What had the name is gone. */
export function putInPlace(file: string, place: string): void {
  sync(file);
  renameSync(file, place);
  sync(dirname(place));
}

/** Copies a file to a name that nobody has. */
export function copyForGood(file: string, place: string): void {
  copyFileSync(file, place, constants.COPYFILE_EXCL);
  sync(place);
  sync(dirname(place));
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
