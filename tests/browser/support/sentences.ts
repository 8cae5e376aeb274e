import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@entente/shared/language';
import { partTitles } from '@entente/shared/sections/part-titles';
import { tableNamesIn } from '@entente/shared/text/table-names';
import { readCatalogue, type Sentences } from '../../support/catalogues.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'client', 'src', 'i18n');
const read = new Map<string, Sentences>();

/** What the page calls fields, rows and columns in French. */
export const tableNames = tableNamesIn('fr');

/**
 * A sentence as the page says it in French: `said('home:await.sign')`. Taken from the catalogue, so that a better wording
 * breaks no test. A plural form is named in full (`strip.remaining_other`).
 */
export function said(key: string, values: Readonly<Record<string, string | number>> = {}, language: Language = 'fr') {
  const at = key.indexOf(':');
  const sentence = catalogue(language, key.slice(0, at)).get(key.slice(at + 1));
  if (sentence === undefined) throw new Error(`the ${language} catalogue has no ${key}`);
  return sentence.replace(/\{\{-?\s*(\w+)[^}]*\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${key} needs a value for ${name}`);
    return String(value);
  });
}

function catalogue(language: Language, name: string): Sentences {
  if (name === 'sections') return new Map(Object.entries(partTitles[language]));
  const path = join(folder, language, `${name}.json`);
  const known = read.get(path) ?? readCatalogue({ path, text: readFileSync(path, 'utf8') });
  read.set(path, known);
  return known;
}
