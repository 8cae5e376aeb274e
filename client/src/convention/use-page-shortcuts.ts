import { useEffect, useRef } from 'react';

export type PageShortcuts = { readonly find: () => void; readonly editLink: () => void; readonly comment: () => void };

/** The shortcuts that belong to the page rather than to one editor. */
export function usePageShortcuts(shortcuts: PageShortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const act = actionOf(event, latest.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, []);
}

function actionOf(event: KeyboardEvent, { find, editLink, comment }: PageShortcuts): (() => void) | undefined {
  // A dialog has its own keys, and the browser's search is right there.
  if (event.target instanceof Element && event.target.closest('[role="dialog"]')) return undefined;
  const key = event.key.toLowerCase();
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && !event.shiftKey && key === 'f') return find;
  if (command && !event.altKey && !event.shiftKey && key === 'k') return editLink;
  if (command && event.altKey && (key === 'm' || key === 'µ')) return comment;
  if (event.altKey && !command && event.key === 'F10') return focusToolbar;
  return undefined;
}

function focusToolbar(): void {
  document.querySelector<HTMLButtonElement>('[data-toolbar] button[tabindex="0"]')?.focus();
}
