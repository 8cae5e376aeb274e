import { closedSections } from '@entente/shared/negotiation/closed-sections';
import type { Actor } from '@entente/shared/negotiation/commands';
import type { Event } from '@entente/shared/negotiation/events';
import type { Convention } from '@entente/shared/negotiation/state';
import type { SectionId } from '@entente/shared/sections/sections';
import { markThread, wordRange } from '../text/anchor-range.ts';
import type { Anchored } from './conventions.ts';
import type { TextFlow } from './text-flow.ts';

export type Range = { readonly section: SectionId; readonly from: unknown; readonly to: unknown };

type Order = { readonly by: Omit<Actor, 'rank'>; readonly thread: string; readonly range: Range };

/**
 * Marks the words of a range with a thread, when the text stands still. In a closed or frozen section nothing is written:
 * positions are stable there, and are given back. `undefined` when the range holds no words of the section.
 */
export async function anchorThread(
  flow: TextFlow,
  state: Convention,
  { by, thread, range: { section, from, to } }: Order,
): Promise<Anchored | undefined> {
  const range = wordRange(flow.text.fragment(section), from, to);
  if (!range) return undefined;
  const { quote, anchor } = range;
  if (closedSections(state).includes(section)) return { quote, anchor };
  await flow.write(by, section, () => markThread(range, thread));
  return { quote, anchor: null };
}

/** True for what may open a section that was closed: on purpose, by a refusal to sign, or by one more party. */
export function mayReopen({ type }: Event): boolean {
  return type === 'SectionReopened' || type === 'SigningRefused' || type === 'PartyJoined';
}
