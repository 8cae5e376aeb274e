import type { Language } from '@entente/shared/language';
import type { CellValue } from '@entente/shared/text/tables';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { UndoManager } from 'yjs';
import { waitsToBeWritten } from './pending-cells.ts';
import { type Problem, readTyped, showTyped, type TypedCell } from './typed-words.ts';

/** Milliseconds without a key before what was typed goes into the document. */
const pause = 800;

type Options = {
  readonly type: TypedCell;
  /** What the document has. */
  readonly value: CellValue | undefined;
  readonly language: Language;
  readonly history: UndoManager;
  readonly write: (value: CellValue | undefined) => void;
};

export type TypedCellState = {
  /** What the field shows: what is being typed, else what the document has. */
  readonly typed: string;
  readonly problem: Problem | null;
  /** What somebody else wrote into the cell while it was being typed into, until the person has chosen. */
  readonly theirs: { readonly value: CellValue | undefined } | undefined;
  /** `unfinished`: the browser's field holds part of a value. */
  readonly type: (words: string, unfinished: boolean) => void;
  readonly leave: () => void;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
};

type Typing = {
  readonly words: string;
  readonly unfinished: boolean;
  readonly isWritten: boolean;
};

/**
 * A cell that is typed into. Words go into the document on a pause and on leaving. While they are in hand nothing from
 * elsewhere replaces them: what another person wrote meanwhile is told beside them.
 */
export function useTypedCell({ type, value, language, history, write }: Options): TypedCellState {
  const [typing, setTyping] = useState<Typing | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [theirs, setTheirs] = useState<{ readonly value: CellValue | undefined }>();
  /** What the document had when typing began, or was last written from here. */
  const mine = useRef(value);
  const latest = useRef({ typing, write, theirs });
  useEffect(() => {
    latest.current = { typing, write, theirs };
  });
  const store = useCallback((): boolean => {
    const { typing: now, write: writeNow } = latest.current;
    if (!now || now.isWritten) return now !== null;
    const read = now.unfinished ? { problem: 'no-day' as const } : readTyped(type, now.words, language);
    if ('problem' in read) {
      setProblem(read.problem);
      return false;
    }
    const written = { ...now, isWritten: true };
    mine.current = read.value;
    latest.current = { ...latest.current, typing: written };
    setTyping(written);
    setProblem(null);
    writeNow(read.value);
    return true;
  }, [type, language]);
  const letGo = useCallback(() => {
    latest.current = { ...latest.current, typing: null };
    setTyping(null);
    setProblem(null);
    setTheirs(undefined);
  }, []);
  const waits = typing !== null && !typing.isWritten;
  const words = typing?.words;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each key begins the pause anew.
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(store, pause);
    return () => clearTimeout(timer);
  }, [waits, words, store]);
  useEffect(() => (waits ? waitsToBeWritten(store) : undefined), [waits, store]);
  // A cell that goes from the screen (closed meanwhile, its row removed, another page) keeps nothing for itself: the words in
  // hand are written once more, for the row in which they were written may be gone.
  useEffect(
    () => () => {
      const { typing: inHand, theirs: others } = latest.current;
      if (inHand && !others) latest.current = { ...latest.current, typing: { ...inHand, isWritten: false } };
      store();
    },
    [store],
  );
  const isTyping = typing !== null;
  useEffect(() => {
    if (!isTyping) mine.current = value;
    else if (value !== mine.current) setTheirs({ value });
  }, [isTyping, value]);
  useEffect(() => {
    if (!isTyping) return;
    // Undone and redone from here: that is what the person wants to see.
    history.on('stack-item-popped', letGo);
    return () => history.off('stack-item-popped', letGo);
  }, [isTyping, history, letGo]);
  return {
    typed: typing?.words ?? showTyped(type, value, language),
    problem,
    theirs,
    type: (entered, unfinished) => {
      if (!typing) mine.current = value;
      setProblem(null);
      const entering = { words: entered, unfinished, isWritten: false };
      latest.current = { ...latest.current, typing: entering };
      setTyping(entering);
    },
    leave: () => {
      if (store() && !theirs) letGo();
    },
    keepMine: () => {
      if (typing) latest.current = { ...latest.current, typing: { ...typing, isWritten: false } };
      if (store()) letGo();
    },
    takeTheirs: () => {
      if (theirs) write(theirs.value);
      letGo();
    },
  };
}
