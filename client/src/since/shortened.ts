import type { ChangedStretch } from '@entente/shared/http/changes';

/** Letters around a change that stay, so that one reads where it is. */
const around = 90;

/** What hasn't changed, cut short far from changes. */
export function shortened(words: readonly ChangedStretch[]): readonly ChangedStretch[] {
  return words.map((stretch, place) => {
    if (stretch.kind !== 'same') return stretch;
    const start = place === 0 ? '' : stretch.text.slice(0, around);
    const end = place === words.length - 1 ? '' : stretch.text.slice(-around);
    const isShort = stretch.text.length <= start.length + end.length + 30;
    return isShort ? stretch : { ...stretch, text: `${toWord(start)}[…]${fromWord(end)}` };
  });
}

/** Up to the last whole word. */
function toWord(text: string): string {
  return text.replace(/\S+$/u, '');
}

function fromWord(text: string): string {
  return text.replace(/^\S+/u, '');
}
