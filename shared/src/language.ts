/** The languages that people are spoken to in, French first. A convention is written in one of them. */
export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** How dates, amounts and lists are written in each. */
export const locales = { fr: 'fr-FR', en: 'en-GB' } as const satisfies Readonly<Record<Language, string>>;

/** The language that a tag names; French for whatever is not English. */
export function languageOf(tag: unknown): Language {
  return tag === 'en' ? 'en' : 'fr';
}
