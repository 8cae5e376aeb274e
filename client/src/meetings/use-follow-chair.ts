import type { PersonId } from '@entente/shared/negotiation/state';
import { meetingOfMinutes, type PartId } from '@entente/shared/sections/parts';
import { useCallback, useEffect, useState } from 'react';
import { useConvention } from '../convention/convention-context.ts';
import { usePresentPeople } from '../convention/use-text-status.ts';

export type Following = {
  readonly on: boolean;
  readonly toggle: () => void;
  /** The part in which the chair is; null while the chair is nowhere in the text. */
  readonly where: PartId | null;
};

/** Keys that scroll a page. */
const scrollKeys = ['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown', ' '];

/**
 * Brings the section in which the chair works under my eyes, for as long as I leave the page alone: my scrolling, my typing or
 * a link that I follow ends it. The focus and the caret stay where they are.
 */
export function useFollowChair(chair: PersonId): Following {
  const { text } = useConvention();
  const where = usePresentPeople(text).find(({ id, section }) => id === chair && section !== null)?.section ?? null;
  const [on, setOn] = useState(false);
  const toggle = useCallback(() => setOn((before) => !before), []);
  useEffect(() => {
    if (on && where) bringUnderTheEyes(where);
  }, [on, where]);
  useEffect(() => {
    if (!on) return;
    const stop = () => setOn(false);
    const key = (event: KeyboardEvent) => {
      if (isMyOwn(event)) stop();
    };
    const press = (event: PointerEvent) => {
      if (isScrollbar(event) || isLinkInPage(event.target)) stop();
    };
    window.addEventListener('wheel', stop, { passive: true });
    window.addEventListener('touchmove', stop, { passive: true });
    window.addEventListener('keydown', key);
    window.addEventListener('pointerdown', press);
    return () => {
      window.removeEventListener('wheel', stop);
      window.removeEventListener('touchmove', stop);
      window.removeEventListener('keydown', key);
      window.removeEventListener('pointerdown', press);
    };
  }, [on]);
  return { on, toggle, where };
}

/** The minutes are beside the text, and nothing is to be scrolled for them. */
function bringUnderTheEyes(part: PartId): void {
  if (meetingOfMinutes(part) !== undefined) return;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const place = document.querySelector(`[data-section="${CSS.escape(part)}"]`);
  place?.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
}

/** Writing somewhere, or scrolling by the keyboard; a key pressed on a button is neither. */
function isMyOwn({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const element = target instanceof HTMLElement ? target : null;
  const writes = element !== null && (element.isContentEditable || element.matches('input, textarea, select'));
  if (writes) return !ctrlKey && !metaKey && !altKey && key !== 'Shift' && key !== 'Tab';
  const isPressed = element?.closest('button, a, [role="button"]') !== null && element !== null;
  return scrollKeys.includes(key) && !(isPressed && key === ' ');
}

function isScrollbar({ clientX }: PointerEvent): boolean {
  return clientX >= document.documentElement.clientWidth;
}

function isLinkInPage(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a[href*="#"]') !== null;
}
