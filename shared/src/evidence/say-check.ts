/** A verifier's findings in plain words, in French or in English: the page and the command line say the same. */
import { type Language, locales } from '../language.ts';
import { partTitles } from '../sections/part-titles.ts';
import { isSection, type PartId, partyOfCore } from '../sections/parts.ts';
import { frenchTypography } from '../text/french-typography.ts';
import type { Check, CheckGroup } from './check.ts';
import type { EvidenceFile } from './evidence-file.ts';
import { english } from './sentences/english.ts';
import { french } from './sentences/french.ts';
import type { Sentences } from './sentences/sentences.ts';
import type { Verified } from './verify-file.ts';

export type SpokenCheck = { readonly check: Check; readonly status: string; readonly sentence: string };
export type SpokenGroup = { readonly key: string; readonly title: string; readonly checks: readonly SpokenCheck[] };
export type Spoken = {
  readonly title: string;
  readonly what: string;
  /** What the convention is called, by its journal; `undefined` for a file without one. */
  readonly convention: string | undefined;
  readonly groups: readonly SpokenGroup[];
};

const sentencesIn: Readonly<Record<Language, Sentences>> = { fr: french, en: english };

/** Everything that there is to say of a file. */
export function sayVerified(verified: Verified, language: Language): Spoken {
  const sentences = sentencesIn[language];
  const show = (text: string) => (language === 'fr' ? frenchTypography(text) : text);
  if (verified.kind === 'unreadable') {
    const what = fillIn(sentences.unreadable[verified.why], { detail: verified.detail });
    return { title: show(sentences.unreadableTitle), what: show(what), convention: undefined, groups: [] };
  }
  const speaker = new Speaker(language, verified.file);
  const { title, what } = sentences.verdicts[verified.verdict];
  const groups = grouped(verified.checks).map(([key, checks]) => ({
    key,
    title: show(speaker.titleOf(checks[0])),
    checks: checks.map((check) => ({
      check,
      status: show(sentences.statuses[check.status]),
      sentence: show(speaker.sentenceFor(check)),
    })),
  }));
  return { title: show(title), what: show(what), convention: titleIn(verified.file), groups };
}

function titleIn(file: EvidenceFile | undefined): string | undefined {
  const named = file?.journal.findLast(
    ({ event: { type } }) => type === 'ConventionOpened' || type === 'ConventionRenamed',
  );
  const title = named && 'title' in named.event ? named.event.title : undefined;
  return typeof title === 'string' ? harmless(title) : undefined;
}

/** In the order in which they come: one group for each signature, one for each other subject. */
function grouped(checks: readonly Check[]): readonly (readonly [string, readonly [Check, ...Check[]]])[] {
  const groups = new Map<string, [Check, ...Check[]]>();
  for (const check of checks) {
    const key = check.about ? `${check.group}-${check.about.version}` : check.group;
    const known = groups.get(key);
    if (known) known.push(check);
    else groups.set(key, [check]);
  }
  return [...groups];
}

/** Puts values in the places that a sentence leaves for them. */
function fillIn(sentence: string, values: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    Object.hasOwn(values, name) ? harmless(plain(values[name])) : '',
  );
}

/** Facts in a file may hold anything where a name should be. */
function plain(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** What a file says may hold letters that move a terminal's cursor, or turn the words after them around. */
function harmless(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '\ufffd').slice(0, 2_000);
}

class Speaker {
  readonly #language: Language;
  readonly #sentences: Sentences;
  readonly #organisations: ReadonlyMap<string, string>;
  readonly #people: ReadonlyMap<string, string>;
  readonly #timeZone: string;

  constructor(language: Language, file: EvidenceFile | undefined) {
    this.#language = language;
    this.#sentences = sentencesIn[language];
    this.#organisations = new Map(file?.names.organisations.map(({ id, name }) => [id, name]));
    this.#people = new Map(file?.names.people.map(({ id, name }) => [id, name]));
    const first = file?.journal[0]?.event;
    this.#timeZone = first?.type === 'ConventionOpened' ? first.timeZone : 'UTC';
  }

  titleOf({ group, about }: Check): string {
    if (!about) return this.#sentences.groups[group as Exclude<CheckGroup, 'signature'>];
    return fillIn(this.#sentences.signature, {
      person: this.#nameOf(this.#people, about.person),
      organisation: this.#nameOf(this.#organisations, about.organisation),
      version: String(about.version),
      round: String(about.round),
    });
  }

  sentenceFor(check: Check): string {
    return fillIn(this.#patternFor(check), this.#values(check));
  }

  #patternFor({ code, status }: Check): string {
    const { limits, checks, notLookedAt } = this.#sentences;
    if (Object.hasOwn(limits, code)) return limits[code as keyof typeof limits];
    return checks[code as keyof typeof checks][status] ?? notLookedAt;
  }

  #values({ data = {} }: Check): Readonly<Record<string, string>> {
    const { organisations = [], people = [], words = [], version, count, digest, at, text } = data;
    return {
      organisations: this.#list(organisations.map((id) => this.#nameOf(this.#organisations, id))),
      people: this.#list(people.map((id) => this.#nameOf(this.#people, id))),
      words: this.#list(words.map((word) => this.#word(word))),
      version: version === undefined ? '?' : String(version),
      count: count === undefined ? '?' : new Intl.NumberFormat(this.#language).format(count),
      digest: digest ?? '?',
      at: at === undefined ? '?' : this.#time(at),
      text: text ?? '?',
    };
  }

  #nameOf(names: ReadonlyMap<string, string>, id: string): string {
    return names.get(id) ?? plain(id);
  }

  #word(said: unknown): string {
    const { words } = this.#sentences;
    const word = plain(said) as PartId;
    const titles = partTitles[this.#language];
    if (isSection(word)) return titles[word];
    const organisation = partyOfCore(word);
    if (organisation !== undefined)
      return fillIn(titles.core, { organisation: this.#nameOf(this.#organisations, organisation) });
    return Object.hasOwn(words, word) ? (words[word] ?? word) : word;
  }

  #list(items: readonly string[]): string {
    if (items.length === 0) return this.#sentences.nobody;
    return new Intl.ListFormat(this.#language, { type: 'conjunction' }).format([...new Set(items)]);
  }

  /** In the convention's time zone, which is said; a zone that is none gives UTC. */
  #time(instant: string): string {
    const date = new Date(plain(instant));
    if (Number.isNaN(date.getTime())) return plain(instant);
    for (const timeZone of [this.#timeZone, 'UTC']) {
      try {
        const format = { dateStyle: 'long', timeStyle: 'long', timeZone } as const;
        return new Intl.DateTimeFormat(locales[this.#language], format).format(date);
      } catch {
        // What the file calls a time zone is none.
      }
    }
    return instant;
  }
}
