/**
 * The editors of one page: one per part, in the order of the text, and the one in which the person works. The toolbar,
 * the search and the comments act through it.
 */
import { isSection, meetingOfMinutes, type PartId } from '@entente/shared/sections/parts';
import { sectionIds } from '@entente/shared/sections/sections';
import type { Editor } from '@tiptap/react';
import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';

/** `inCells`: the person works in the section's fields and rows, not in its words. */
export type DeskEditor = { readonly section: PartId; readonly editor: Editor; readonly inCells: boolean };

export class EditorDesk {
  readonly #editors = new Map<PartId, Editor>();
  readonly #listeners = new Set<() => void>();
  #active: DeskEditor | null = null;
  #all: readonly DeskEditor[] = [];

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** Every editor, in the order of the text. */
  readonly all = (): readonly DeskEditor[] => this.#all;

  /** The editor last worked in, even while the focus is in a dialog or the toolbar. */
  readonly active = (): DeskEditor | null => this.#active;

  readonly activate = (section: PartId, inCells = false): void => {
    const editor = this.#editors.get(section);
    if (!editor || (this.#active?.editor === editor && this.#active.inCells === inCells)) return;
    this.#active = { section, editor, inCells };
    this.#tell();
  };

  /** Puts an editor on the desk; returns how to take it off. */
  readonly place = (section: PartId, editor: Editor): (() => void) => {
    this.#editors.set(section, editor);
    this.#changed();
    return () => {
      if (this.#editors.get(section) !== editor) return;
      this.#editors.delete(section);
      if (this.#active?.editor === editor) this.#active = null;
      this.#changed();
    };
  };

  #changed(): void {
    this.#all = [...this.#editors]
      .map(([section, editor]) => ({ section, editor, inCells: false }))
      .sort((a, b) => placeOf(a.section) - placeOf(b.section));
    this.#tell();
  }

  #tell(): void {
    for (const changed of this.#listeners) changed();
  }
}

/** Cores stand after « Le projet », minutes after everything. */
function placeOf(part: PartId): number {
  if (isSection(part)) return sectionIds.indexOf(part);
  return meetingOfMinutes(part) ? sectionIds.length : sectionIds.indexOf('project') + 0.5;
}

export const EditorDeskContext = createContext<EditorDesk | null>(null);

/** The desk of this page. Throws outside the convention's page. */
export function useDesk(): EditorDesk {
  const desk = useContext(EditorDeskContext);
  if (!desk) throw new Error('useDesk is used outside the convention page');
  return desk;
}

/** The editor in which the person works, on the screen. */
export function useActiveEditor(): DeskEditor | null {
  const desk = useDesk();
  return useSyncExternalStore(desk.subscribe, desk.active);
}

/** Every editor of the page, on the screen. */
export function useAllEditors(): readonly DeskEditor[] {
  const desk = useDesk();
  return useSyncExternalStore(desk.subscribe, desk.all);
}

/** Places an editor on the desk for as long as it exists. */
export function usePlaced(section: PartId, editor: Editor | null): void {
  const desk = useDesk();
  useEffect(() => (editor ? desk.place(section, editor) : undefined), [desk, section, editor]);
}
