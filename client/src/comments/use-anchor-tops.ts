import { type RefObject, useEffect, useState } from 'react';

/** Where each thread's words begin, in pixels from the top of the paper; threads without words are absent. */
export type AnchorTops = ReadonlyMap<string, number>;

const nothing: AnchorTops = new Map();

/**
 * Measures the anchors again whenever the paper's layout or words change. Read from the page itself: it is where the
 * words really are, whatever made them move.
 */
export function useAnchorTops(paper: RefObject<HTMLElement | null>): AnchorTops {
  const [tops, setTops] = useState(nothing);
  useEffect(() => {
    const element = paper.current;
    if (!element) return;
    let frame = 0;
    const measure = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setTops((before) => same(before, topsIn(element))));
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    const changes = new MutationObserver(measure);
    changes.observe(element, { subtree: true, childList: true, characterData: true, attributeFilter: ['data-thread'] });
    measure();
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      changes.disconnect();
    };
  }, [paper]);
  return tops;
}

function topsIn(paper: HTMLElement): AnchorTops {
  const origin = paper.getBoundingClientRect().top;
  const tops = new Map<string, number>();
  for (const anchor of paper.querySelectorAll<HTMLElement>('[data-thread]')) {
    const thread = anchor.dataset.thread ?? '';
    if (!tops.has(thread)) tops.set(thread, Math.round(anchor.getBoundingClientRect().top - origin));
  }
  return tops;
}

/** The former value when nothing moved, so that nothing is drawn again. */
function same(before: AnchorTops, after: AnchorTops): AnchorTops {
  const equal = before.size === after.size && [...after].every(([thread, top]) => before.get(thread) === top);
  return equal ? before : after;
}
