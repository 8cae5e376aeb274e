/**
 * What this device keeps so that work goes on without a network: one IndexedDB database per person, convention and
 * epoch (`entente:<person>:<convention>:<epoch>`), and a few notes in `localStorage` under the same prefix. Signing out
 * clears all of it.
 */

const prefix = 'entente:';
const unsentPrefix = `${prefix}unsent:`;
const draftsPrefix = `${prefix}drafts:`;
const answerPrefix = `${prefix}answer:`;
const salvagePrefix = `${answerPrefix}salvage:`;
/** Choices of this device that belong to nobody in particular. */
const keptAtSignOut = new Set([`${prefix}language`]);

/** The database of one person's copy of one convention's text in one epoch. */
export function localCopyName(person: string, convention: string, epoch: string): string {
  return `${prefix}${person}:${convention}:${epoch}`;
}

/** The key under which this person's kept words of this convention are. */
export function draftsKey(person: string, convention: string): string {
  return `${draftsPrefix}${person}:${convention}`;
}

/** Names of this person's copies of a convention, whatever the epoch. */
export async function localCopiesOf(person: string, convention: string): Promise<readonly string[]> {
  const names = await databaseNames();
  return names.filter((name) => name.startsWith(`${prefix}${person}:${convention}:`));
}

/** Notes that the page `clientId` holds words that the server lacks; written before the words can be lost. */
export function noteUnsent(copy: string, clientId: number): void {
  keep(`${unsentPrefix}${copy}:${clientId}`, '1');
}

/** The pages that noted unsent words in a copy. */
export function unsentPages(copy: string): readonly string[] {
  return keys().filter((key) => key.startsWith(`${unsentPrefix}${copy}:`));
}

/** The server has the words of these pages (keys from {@link unsentPages}). */
export function forgetUnsent(pages: readonly string[]): void {
  for (const key of pages) localStorage.removeItem(key);
}

/** The key that {@link noteUnsent} writes for a page. */
export function unsentPage(copy: string, clientId: number): string {
  return `${unsentPrefix}${copy}:${clientId}`;
}

/** True when this device holds words that the server lacks, or kept words that nobody has put back. Asked before signing out. */
export async function unsentWords(): Promise<boolean> {
  return keys().some((key) => [unsentPrefix, draftsPrefix, salvagePrefix].some((start) => key.startsWith(start)));
}

/** Deletes one copy; an open page of it goes on without a copy. */
export function deleteLocalCopy(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    // A page that still has it open is told to close it; the deletion then follows by itself.
    request.onblocked = () => resolve();
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

/** Forgets everything that this device kept of anybody: texts, notes, the application's own files. For signing out. */
export async function clearLocalCopies(): Promise<void> {
  await Promise.all((await databaseNames()).filter((name) => name.startsWith(prefix)).map(deleteLocalCopy));
  for (const key of keys()) if (key.startsWith(prefix) && !keptAtSignOut.has(key)) localStorage.removeItem(key);
  if (!('caches' in window)) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(prefix)).map((name) => caches.delete(name)));
}

/** Keeps an answer of the API (nothing: forgets it) for a page opened without a network. A full store costs the offline copy, nothing else. */
export function keepAnswer(name: string, answer: unknown): void {
  if (answer === undefined) localStorage.removeItem(answerPrefix + name);
  else keep(answerPrefix + name, JSON.stringify(answer));
}

/** The answer kept under that name; undefined when there is none. */
export function keptAnswer(name: string): unknown {
  const kept = localStorage.getItem(answerPrefix + name);
  return kept === null ? undefined : JSON.parse(kept);
}

/** The name under which a convention's view is kept. */
export function viewAnswer(person: string, convention: string): string {
  return `view:${person}:${convention}`;
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The store is full or closed to this page: nothing is kept, and the page says "saved" from the server alone.
  }
}

function keys(): readonly string[] {
  return Object.keys(localStorage);
}

async function databaseNames(): Promise<readonly string[]> {
  const databases = await indexedDB.databases();
  return databases.flatMap(({ name }) => name ?? []);
}
