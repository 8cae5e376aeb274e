import { type AgreedPart, isSection, partyOfCore } from '@entente/shared/sections/parts';
import type { TFunction } from 'i18next';

/** The title of a section, or whose core it is, inside a sentence. */
export function partName(t: TFunction<'sections'>, part: AgreedPart, organisation: (id: string) => string): string {
  return isSection(part) ? t(part) : t('core', { organisation: organisation(partyOfCore(part) ?? '') });
}
