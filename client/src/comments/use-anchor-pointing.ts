import { type RefObject, useEffect } from 'react';
import { type DeskEditor, useActiveEditor } from '../editor/editor-desk.ts';
import { useDiscussions } from './discussions.ts';

/** Pointing at anchored words, or going into them with the caret, shows their thread. */
export function useAnchorPointing(paper: RefObject<HTMLElement | null>): void {
  const { hover, activate, drawer, threads } = useDiscussions();
  const current = useActiveEditor();
  useEffect(() => {
    const element = paper.current;
    if (!element) return;
    const over = (event: Event) => hover(threadAt(event.target));
    const click = (event: Event) => {
      const thread = threads.find(({ id }) => id === threadAt(event.target));
      if (thread?.status !== 'open') return;
      activate(thread.id);
      if (!window.matchMedia('(min-width: 80em)').matches) drawer.open();
    };
    element.addEventListener('pointerover', over);
    element.addEventListener('click', click);
    return () => {
      element.removeEventListener('pointerover', over);
      element.removeEventListener('click', click);
    };
  }, [paper, hover, activate, drawer, threads]);
  useEffect(() => {
    if (!current) return;
    const follow = () => {
      const thread = threads.find(({ id, status }) => status === 'open' && id === threadAtCaret(current));
      if (thread) activate(thread.id);
    };
    current.editor.on('selectionUpdate', follow);
    return () => {
      current.editor.off('selectionUpdate', follow);
    };
  }, [current, threads, activate]);
}

function threadAt(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-thread]')?.dataset.thread ?? null) : null;
}

function threadAtCaret({ editor }: DeskEditor): string | null {
  const { $from, empty } = editor.state.selection;
  const mark = empty ? $from.marks().find(({ type }) => type.name === 'comment') : undefined;
  return mark ? String(mark.attrs.thread) : null;
}
