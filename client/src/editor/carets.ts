import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import type { Awareness } from 'y-protocols/awareness';

type CaretUser = { readonly name?: string; readonly organisationName?: string; readonly color?: string };

/**
 * Named carets and selections, in the organisation's colour. The name is for the eye: read aloud in the middle of a
 * sentence it would be noise, and who works in which section is said by the outline.
 */
export function carets(awareness: Awareness) {
  return CollaborationCaret.configure({
    provider: { awareness },
    user: awareness.getLocalState()?.user as Record<string, unknown>,
    render: (user: CaretUser) => caret(user),
    selectionRender: (user: CaretUser) => ({
      class: 'collaboration-carets__selection',
      style: `--other: ${user.color}`,
    }),
  });
}

function caret({ name = '', organisationName = '', color = '' }: CaretUser): HTMLElement {
  const line = document.createElement('span');
  line.className = 'collaboration-carets__caret';
  line.style.setProperty('--other', color);
  line.setAttribute('aria-hidden', 'true');
  const label = document.createElement('span');
  label.className = 'collaboration-carets__label';
  label.textContent = name;
  label.title = organisationName;
  // Word joiners keep the line from breaking at the caret, which would move other people's words.
  line.append('\u2060', label, '\u2060');
  return line;
}
