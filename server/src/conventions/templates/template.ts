import type { SectionId } from '@entente/shared/sections/sections';
import type { BlockJson } from '../conventions.ts';
import { englishTemplate } from './en.ts';
import { frenchTemplate } from './fr.ts';

export type Template = Readonly<Record<SectionId, readonly BlockJson[]>>;

/** A text to start from, with a gap in brackets wherever the parties must say their own words. */
export function templateIn(language: 'fr' | 'en'): Template {
  return language === 'en' ? englishTemplate : frenchTemplate;
}
