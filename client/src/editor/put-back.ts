import { canonicalJson } from '@entente/shared/canonical-json';
import { wordsRoot } from '@entente/shared/sections/parts';
import { type CanonicalNode, canonicalWords } from '@entente/shared/text/canonical';
import type { Editor } from '@tiptap/react';
import type * as Y from 'yjs';
import type { Draft, DraftPlace } from './drafts.ts';

/** Puts kept words back into their section, each where it was when that place can still be found, else at the end. */
export function putBack(editor: Editor, doc: Y.Doc, draft: Draft): void {
  for (const place of draft.places) {
    const blocks = canonicalWords(doc.getXmlFragment(wordsRoot(draft.section))).map(canonicalJson);
    const { from, to } = whereTo(place, blocks);
    const { state } = editor;
    const nodes = place.words.map((block) => state.schema.nodeFromJSON(block));
    editor.view.dispatch(
      state.tr.replaceWith(positionOf(editor, from), positionOf(editor, to), nodes).scrollIntoView(),
    );
  }
  editor.commands.focus();
}

/** Which of the section's blocks the words replace, from the first to before the last. */
function whereTo({ instead, after }: DraftPlace, blocks: readonly string[]): { from: number; to: number } {
  const replaced = instead.map(canonicalJson);
  const from =
    replaced.length === 0 ? -1 : blocks.findIndex((_, at) => replaced.every((block, n) => blocks[at + n] === block));
  if (from !== -1) return { from, to: from + replaced.length };
  if (after === null && instead.length === 0) return { from: 0, to: 0 };
  const before = after === null ? -1 : blocks.indexOf(canonicalJson(after as CanonicalNode));
  const place = before === -1 ? blocks.length : before + 1;
  return { from: place, to: place };
}

/** The position before the block at that place of the document. */
function positionOf(editor: Editor, place: number): number {
  const { doc } = editor.state;
  let position = 0;
  for (let child = 0; child < Math.min(place, doc.childCount); child += 1) position += doc.child(child).nodeSize;
  return position;
}
