import { z } from 'zod';
import type { SourceFile } from './repository.ts';

type Branch = { readonly [key: string]: string | Branch };
const zBranch: z.ZodType<Branch> = z.lazy(() => z.record(z.string(), z.union([z.string(), zBranch])));

/** Sentences by key; a key below another is written `upper.lower`. */
export type Sentences = ReadonlyMap<string, string>;

function sentencesOf(branch: Branch, prefix = ''): [key: string, sentence: string][] {
  return Object.entries(branch).flatMap(([key, value]) => {
    const path = prefix + key;
    return typeof value === 'string' ? [[path, value] as [string, string]] : sentencesOf(value, `${path}.`);
  });
}

/** Reads one catalogue. */
export function readCatalogue(file: SourceFile): Sentences {
  return new Map(sentencesOf(zBranch.parse(JSON.parse(file.text))));
}

/** The key without the ending that i18next gives to a plural form: each language has its own forms. */
const singular = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');

/** The values that a sentence leaves room for: `{{count}}`, `{{date, long}}`. */
function blanksOf(sentences: Sentences, key: string): string {
  const forms = [...sentences].filter(([each]) => singular(each) === key).map(([, sentence]) => sentence);
  const names = forms.flatMap((form) => [...form.matchAll(/\{\{-?\s*(\w+)/g)].map((match) => match[1] ?? ''));
  return [...new Set(names)].sort().join(', ');
}

/** Plural forms that both languages need; French has a third one, for millions, which it may leave out. */
const neededForms = ['one', 'other'];

function unfinishedPlurals(sentences: Sentences): string[] {
  const plurals = [...new Set([...sentences.keys()].filter((key) => singular(key) !== key).map(singular))];
  return plurals.flatMap((key) => neededForms.map((form) => `${key}_${form}`).filter((form) => !sentences.has(form)));
}

/** What one catalogue lacks beside its twin in the other language, one sentence each; nothing when they agree. */
export function catalogueGaps(french: Sentences, english: Sentences): string[] {
  const keys = (sentences: Sentences) => [...new Set([...sentences.keys()].map(singular))];
  const common = keys(french).filter((key) => keys(english).includes(key));
  const empty = (sentences: Sentences) => [...sentences].filter(([, text]) => text.trim() === '').map(([key]) => key);
  return [
    ...keys(french)
      .filter((key) => !common.includes(key))
      .map((key) => `${key} is in French only`),
    ...keys(english)
      .filter((key) => !common.includes(key))
      .map((key) => `${key} is in English only`),
    ...empty(french).map((key) => `${key} is empty in French`),
    ...empty(english).map((key) => `${key} is empty in English`),
    ...unfinishedPlurals(french).map((key) => `${key} is missing in French`),
    ...unfinishedPlurals(english).map((key) => `${key} is missing in English`),
    ...common
      .filter((key) => blanksOf(french, key) !== blanksOf(english, key))
      .map(
        (key) =>
          `${key} fills in other values in French (${blanksOf(french, key)}) than in English (${blanksOf(english, key)})`,
      ),
  ];
}

/**
 * The keys of a catalogue that no source says: neither in full, nor as one that a template completes, after a full stop or a
 * dash (`` `lock.${lock}` ``, `` `as-${role}` ``) or before the last step (`` `${why}.title` ``).
 */
export function unsaidKeys(name: string, sentences: Sentences, sources: string): string[] {
  const said = (key: string) => {
    const breaks = [...key.matchAll(/[.-]/g)].map(({ index }) => index + 1);
    const beginnings = breaks.map((end) => `${key.slice(0, end)}\${`);
    const open = [key, `${name}:${key}`].flatMap((whole) => [`'${whole}'`, `\`${whole}\``]);
    const begun = [...beginnings, ...beginnings.map((beginning) => `${name}:${beginning}`)].map(
      (words) => `\`${words}`,
    );
    return [...open, ...begun, `}${key.slice(key.lastIndexOf('.'))}\``].some((words) => sources.includes(words));
  };
  const keys = [...sentences.keys()].map((key) => singular(key).replace(/_ordinal$/, ''));
  return [...new Set(keys)].filter((key) => !said(key));
}
