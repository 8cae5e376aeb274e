import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

/**
 * One stop of the Tab key for a whole toolbar; arrows, Home and End move inside it (WAI-ARIA toolbar pattern). The
 * buttons are read from the page, so that menus and buttons that come and go need no bookkeeping.
 */
export function useRovingFocus(): { ref: RefObject<HTMLDivElement | null>; onKeyDown: (event: KeyboardEvent) => void } {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const bar = ref.current;
    if (!bar) return;
    const keepOneStop = () => {
      const all = buttonsOf(bar);
      if (!all.some((button) => button.tabIndex === 0) || all.filter((button) => button.tabIndex === 0).length > 1)
        stopAt(all, all[0]);
    };
    const focused = ({ target }: FocusEvent) => {
      const all = buttonsOf(bar);
      const button = all.find((one) => one === target);
      if (button) stopAt(all, button);
    };
    keepOneStop();
    const changes = new MutationObserver(keepOneStop);
    changes.observe(bar, { childList: true, subtree: true });
    bar.addEventListener('focusin', focused);
    return () => {
      changes.disconnect();
      bar.removeEventListener('focusin', focused);
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = ref.current ? buttonsOf(ref.current) : [];
    const place = (all as readonly (Element | null)[]).indexOf(document.activeElement);
    const next = nextPlace(event.key, place, all.length);
    if (place === -1 || next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
  };
  return { ref, onKeyDown };
}

function nextPlace(key: string, place: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (place + 1) % count;
    case 'ArrowLeft':
      return (place - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function buttonsOf(bar: HTMLElement): readonly HTMLButtonElement[] {
  return [...bar.querySelectorAll('button')].filter((button) => button.offsetParent !== null);
}

function stopAt(all: readonly HTMLButtonElement[], stop: HTMLButtonElement | undefined): void {
  for (const button of all) button.tabIndex = button === stop ? 0 : -1;
}
