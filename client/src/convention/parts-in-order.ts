import type { Existing } from '@entente/shared/negotiation/state';
import { type AgreedPart, coreOf } from '@entente/shared/sections/parts';
import { sectionIds } from '@entente/shared/sections/sections';

/** What the parties agree to, in the order in which it is read: each party's core after « Le projet » (DOC-7). */
export function partsInOrder({ parties }: Existing): readonly AgreedPart[] {
  const cores = parties.map(({ organisation }) => coreOf(organisation));
  return sectionIds.flatMap((section) => (section === 'project' ? [section, ...cores] : [section]));
}
