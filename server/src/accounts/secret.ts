import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret that signs session cookies: made at first start, kept in the data folder, readable by its owner only.
 * Losing it signs everybody out, voids codes that are on their way, and leaves nobody able to show to which address the
 * code of a signature had been mailed. It harms nothing else.
 */
export function loadSecret(dataDirectory: string): string {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const path = join(dataDirectory, 'secret');
  try {
    // 'wx' fails when the file is there: two first starts at once agree on one secret.
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32) throw new Error(`The file ${path} does not hold a secret: remove it to have a new one made.`);
  return secret;
}
