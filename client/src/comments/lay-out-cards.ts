/** A card of the margin: where its words are and how tall it is, in pixels. */
export type Card = { readonly id: string; readonly wants: number; readonly height: number };

const gap = 10;

/**
 * Where each card goes so that none covers another. The active card is exactly beside its words; those before it make
 * room upwards, those after it downwards. Cards come in the order of their words; the result is by identifier.
 */
export function layOutCards(cards: readonly Card[], active: string | null): ReadonlyMap<string, number> {
  const pinned = Math.max(
    0,
    cards.findIndex(({ id }) => id === active),
  );
  const tops = new Map<string, number>();
  let floor = Number.NEGATIVE_INFINITY;
  for (const card of cards.slice(pinned)) {
    const top = Math.max(card.wants, floor);
    tops.set(card.id, top);
    floor = top + card.height + gap;
  }
  let ceiling = tops.get(cards[pinned]?.id ?? '') ?? 0;
  for (const card of cards.slice(0, pinned).reverse()) {
    const top = Math.min(card.wants, ceiling - gap - card.height);
    tops.set(card.id, top);
    ceiling = top;
  }
  return ceiling < 0 ? pushedDown(cards, tops) : tops;
}

/** The top of the margin is reached: everything that would rise above it starts from there. */
function pushedDown(cards: readonly Card[], tops: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const result = new Map<string, number>();
  let floor = 0;
  for (const { id, height } of cards) {
    const top = Math.max(tops.get(id) ?? 0, floor);
    result.set(id, top);
    floor = top + height + gap;
  }
  return result;
}
