import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import { useEffect, useState } from 'react';
import { sectionAnchor } from './section-title.ts';

/** How far below the top of the window a section counts as the one being read, in pixels. */
const readingLine = 190;

/** The section under the eyes, as the page is scrolled. */
export function useCurrentSection(): SectionId {
  const [current, setCurrent] = useState<SectionId>(sectionIds[0]);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setCurrent(sectionAtLine()));
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, []);
  return current;
}

function sectionAtLine(): SectionId {
  const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
  const last = sectionIds.at(-1);
  if (atEnd && last && window.scrollY > 0) return last;
  const above = sectionIds.filter((section) => {
    const top = document.getElementById(sectionAnchor(section))?.getBoundingClientRect().top;
    return top !== undefined && top <= readingLine;
  });
  return above.at(-1) ?? sectionIds[0];
}
