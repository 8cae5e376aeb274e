import type { Thread } from '@entente/shared/comments/thread';
import { mayComment } from '@entente/shared/negotiation/permissions';
import { isSection } from '@entente/shared/sections/parts';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import { useConvention } from '../convention/convention-context.ts';
import { useTextStatus } from '../convention/use-text-status.ts';
import { anchorOf } from '../editor/anchors.ts';
import { type EditorDesk, useAllEditors } from '../editor/editor-desk.ts';
import { highlight } from '../editor/highlights.ts';
import type { Discussions } from './discussions.ts';
import { type ChosenWords, useThreads } from './use-threads.ts';

const none: readonly Thread[] = [];

/** Brings threads, selection and highlights of one page together. */
export function useDiscussionsOfPage(desk: EditorDesk): Discussions {
  const { view, text } = useConvention();
  const { data: threads = none, isError } = useThreads(view.state.id);
  const [active, activate] = useState<string | null>(null);
  const [hovered, hover] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ChosenWords | null>(null);
  const [opened, drawer] = useDisclosure(false);
  const reachable = useTextStatus(text, ({ saved }) => saved !== 'opened-offline');
  const allowed = reachable && mayComment(view.state, view.me.person);
  return useMemo(
    () => ({
      threads,
      failed: isError,
      active,
      activate,
      hovered,
      hover,
      chosen,
      choose: () => {
        const words = allowed ? selectedWords(desk) : null;
        if (!words) return false;
        activate(null);
        setChosen(words);
        drawer.open();
        return true;
      },
      forgetChosen: () => setChosen(null),
      mayComment: allowed,
      drawer: { opened, open: drawer.open, close: drawer.close },
    }),
    [threads, isError, active, hovered, chosen, allowed, desk, opened, drawer],
  );
}

/** The words selected in the active editor; null when the selection is empty or holds no word. */
function selectedWords(desk: EditorDesk): ChosenWords | null {
  const current = desk.active();
  // Discussions are about the sections.
  if (!current || current.editor.isDestroyed || !isSection(current.section)) return null;
  const { state } = current.editor;
  const { from, to, empty } = state.selection;
  const quote = state.doc.textBetween(from, to, ' ').trim();
  if (empty || quote === '') return null;
  return { section: current.section, anchor: anchorOf({ from, to }, state), quote };
}

/** Paints what no mark of the text paints: the chosen words, and the open threads of closed sections. */
export function useAnchorHighlights({ threads, chosen }: Pick<Discussions, 'threads' | 'chosen'>): void {
  const editors = useAllEditors();
  useEffect(() => {
    for (const { section, editor } of editors) {
      const anchored = threads.flatMap(({ id, anchor, section: own, status }) =>
        anchor && own === section && status === 'open' ? [{ id, anchor }] : [],
      );
      highlight(editor.view, { threads: anchored, pending: chosen?.section === section ? chosen.anchor : null });
    }
  }, [editors, threads, chosen]);
}
