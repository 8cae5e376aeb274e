import type { AgreedPart } from '@entente/shared/sections/parts';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { goToSection } from './outline.tsx';
import { sectionAnchor } from './section-title.ts';

/** What a person does to go elsewhere by oneself. */
const gestures = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * How long words may still arrive above the part that an address leads to, in milliseconds. Afterwards the page has
 * its height, and what others write above moves nobody's view: the browser sees to that.
 */
const arriving = 5_000;

/** An address that ends with a part (`#budget`) leads to it, from wherever one comes. */
export function usePartInAddress(parts: readonly AgreedPart[]): void {
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: following the same link again leads there again.
  useEffect(() => {
    const part = parts.find((id) => `#${id}` === decodeURIComponent(hash));
    if (!part) return;
    goToSection(part);
    return stayAt(part);
  }, [hash, key]);
}

/** Keeps the part under the eyes while the text arrives, until the person moves. Returns how to stop. */
function stayAt(part: AgreedPart): () => void {
  const heights = new ResizeObserver(() => {
    document.getElementById(sectionAnchor(part))?.scrollIntoView({ block: 'start', behavior: 'auto' });
  });
  const stop = () => {
    clearTimeout(timer);
    heights.disconnect();
    for (const gesture of gestures) window.removeEventListener(gesture, stop);
  };
  const timer = setTimeout(stop, arriving);
  for (const gesture of gestures) window.addEventListener(gesture, stop, { passive: true });
  heights.observe(document.body);
  return stop;
}
