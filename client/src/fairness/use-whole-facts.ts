import { type TextFacts, textFactsOf } from '@entente/shared/text/digest';
import { useMemo } from 'react';
import { useConvention } from '../convention/convention-context.ts';
import { useTextStatus } from '../convention/use-text-status.ts';

/**
 * The facts of the text with what its fields and rows say, also of a frozen text, which the rules know by its digests alone;
 * `undefined` until the text is here.
 */
export function useWholeFacts(): TextFacts | undefined {
  const { view, facts, text } = useConvention();
  const known = useTextStatus(text, (status) => status.synced || status.saved === 'opened-offline');
  const isFrozen = view.state.stage !== 'negotiating';
  const ofFrozen = useMemo(() => (isFrozen && known ? textFactsOf(text.doc) : undefined), [isFrozen, known, text]);
  if (!known) return undefined;
  return isFrozen ? ofFrozen : facts;
}
