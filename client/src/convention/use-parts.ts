import { type AgreedPart, isSection } from '@entente/shared/sections/parts';
import { factsOfPart } from '@entente/shared/text/digest';
import { useMemo } from 'react';
import { useConvention } from './convention-context.ts';
import { partsInOrder } from './parts-in-order.ts';

/**
 * The parts that the page shows. Sections are always all there; a core that nobody wrote before the approval is no part
 * of the text that is signed, and nobody can write it any more.
 */
export function useParts(): readonly AgreedPart[] {
  const { view, facts } = useConvention();
  const { state } = view;
  const shown = partsInOrder(state).filter(
    (part) => state.stage === 'negotiating' || isSection(part) || !factsOfPart(facts, part).blank,
  );
  // The same list as long as it names the same parts: what follows from it is not done anew at each letter.
  const named = shown.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is what its names say.
  return useMemo(() => shown, [named]);
}
