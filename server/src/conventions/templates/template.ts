import type { Language } from '@entente/shared/language';
import type { SectionId } from '@entente/shared/sections/sections';
import type { BlockJson } from '../conventions.ts';
import { englishTemplate } from './en.ts';
import { frenchTemplate } from './fr.ts';

export type Template = Readonly<Record<SectionId, readonly BlockJson[]>>;

/** A text to start from, with a gap in brackets wherever the parties must say their own words. */
export function templateIn(language: Language): Template {
  return language === 'en' ? englishTemplate : frenchTemplate;
}
