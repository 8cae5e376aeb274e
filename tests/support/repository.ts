import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the repository, for the tests that read its files. */
export const repositoryFolder = join(import.meta.dirname, '..', '..');

/** A file of the repository: its path from the top, with slashes, and what it holds. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The files below a folder of the repository whose names end so, in a fixed order; nothing installed or built. */
export function filesBelow(folder: string, ...endings: readonly string[]): SourceFile[] {
  const place = join(repositoryFolder, folder);
  if (!existsSync(place)) return [];
  return readdirSync(place, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'dist')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(path, ...endings);
      const wanted = endings.some((ending) => entry.name.endsWith(ending));
      return wanted ? [{ path, text: readFileSync(join(repositoryFolder, path), 'utf8') }] : [];
    });
}
