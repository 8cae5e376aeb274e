import { type PartId, wordsRoot } from '@entente/shared/sections/parts';
import { textExtensions } from '@entente/shared/text/schema';
import type { AnyExtension } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Dropcursor, Gapcursor, Placeholder } from '@tiptap/extensions';
import { carets } from './carets.ts';
import { HighlightsExtension } from './highlights.ts';
import { LocalEditsOnly } from './local-edits-only.ts';
import { NeverEmpty } from './never-empty.ts';
import { paste } from './paste.ts';
import { TabLeaves } from './tab-leaves.ts';
import type { TextSession } from './text-session.ts';
import { undoManagerOf } from './undo-managers.ts';

export type EditorWords = { readonly placeholder: string; readonly picturesLeftOut: (count: number) => void };

/**
 * The common schema. The link extension would teach its protocols to the one link finder of the page again with each
 * editor; the finder knows those that people type.
 */
const schemaExtensions = textExtensions.map((extension) =>
  extension.name === 'link' ? extension.extend({ onCreate: () => {}, onDestroy: () => {} }) : extension,
);

/** Everything that one part's editor is made of: the common schema, and behaviour that writes only what the person does. */
export function pageExtensions(session: TextSession, section: PartId, words: EditorWords): AnyExtension[] {
  return [
    LocalEditsOnly,
    TabLeaves,
    ...schemaExtensions,
    Collaboration.configure({
      fragment: session.doc.getXmlFragment(wordsRoot(section)),
      yUndoOptions: { undoManager: undoManagerOf(session.doc, section) },
    }),
    carets(session.awareness),
    NeverEmpty,
    HighlightsExtension,
    paste(words.picturesLeftOut),
    Placeholder.configure({ placeholder: words.placeholder, showOnlyWhenEditable: false }),
    Dropcursor,
    Gapcursor,
  ];
}
