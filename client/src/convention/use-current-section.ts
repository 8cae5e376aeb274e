import type { AgreedPart } from '@entente/shared/sections/parts';
import { useEffect, useState } from 'react';
import { sectionAnchor } from './section-title.ts';

/** How far below the top of the window a section counts as the one being read, in pixels. */
const readingLine = 220;

/** The part under the eyes, as the page is scrolled. */
export function useCurrentSection(parts: readonly AgreedPart[]): AgreedPart | undefined {
  const [current, setCurrent] = useState(parts[0]);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setCurrent(partAtLine(parts)));
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    // Words that arrive above push the text down under a window that nobody scrolled.
    const heights = new ResizeObserver(look);
    heights.observe(document.body);
    return () => {
      cancelAnimationFrame(frame);
      heights.disconnect();
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [parts]);
  return current;
}

function partAtLine(parts: readonly AgreedPart[]): AgreedPart | undefined {
  const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
  const last = parts.at(-1);
  if (atEnd && last && window.scrollY > 0) return last;
  const above = parts.filter((part) => {
    const top = document.getElementById(sectionAnchor(part))?.getBoundingClientRect().top;
    return top !== undefined && top <= readingLine;
  });
  return above.at(-1) ?? parts[0];
}
