/**
 * What the page paints over a section's words without writing anything: found words, the words about to be commented,
 * and the threads of closed sections. Kept as a description and worked out again after each change, because the binding
 * replaces the whole document when others type, which would lose mapped positions.
 */
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { type AnchorJson, rangeOf } from './anchors.ts';
import { findWords } from './find-words.ts';
import { isFromText } from './local-edits-only.ts';

export type Highlights = {
  /** Words looked for, and which of this section's matches is the current one (null: in another section). */
  readonly find: { readonly words: string; readonly current: number | null } | null;
  readonly pending: AnchorJson | null;
  readonly threads: readonly { readonly id: string; readonly anchor: AnchorJson }[];
};

const noHighlights: Highlights = { find: null, pending: null, threads: [] };

type HighlightState = {
  readonly highlights: Highlights;
  readonly found: DecorationSet;
  /** Painted at anchors. The binding's positions are true only after it has seen a change: local ones are mapped. */
  readonly anchored: DecorationSet;
};

const highlightsKey = new PluginKey<HighlightState>('highlights');

/** Changes part of what is painted in an editor. */
export function highlight(view: EditorView, change: Partial<Highlights>): void {
  if (view.isDestroyed) return;
  view.dispatch(view.state.tr.setMeta(highlightsKey, change).setMeta('addToHistory', false));
}

export const HighlightsExtension = Extension.create({
  name: 'highlights',

  addProseMirrorPlugins() {
    return [
      new Plugin<HighlightState>({
        key: highlightsKey,
        state: {
          init: () => ({ highlights: noHighlights, found: DecorationSet.empty, anchored: DecorationSet.empty }),
          // biome-ignore lint/complexity/useMaxParams: the signature is ProseMirror’s.
          apply: (transaction, before, _old, state) => {
            const change = transaction.getMeta(highlightsKey) as Partial<Highlights> | undefined;
            if (!change && !transaction.docChanged) return before;
            const highlights = { ...before.highlights, ...change };
            const mapped = transaction.docChanged && !isFromText(transaction);
            return {
              highlights,
              found: paintFound(highlights, state),
              anchored: mapped
                ? before.anchored.map(transaction.mapping, transaction.doc)
                : paintAnchored(highlights, state),
            };
          },
        },
        props: {
          decorations: (state) => {
            const { found, anchored } = highlightsKey.getState(state) ?? {};
            return found && anchored ? anchored.add(state.doc, found.find()) : null;
          },
        },
      }),
    ];
  },
});

function paintFound({ find }: Highlights, { doc }: EditorState): DecorationSet {
  const found = find ? findWords(doc, find.words) : [];
  const decorations = found.map(({ from, to }, place) =>
    Decoration.inline(from, to, { class: place === find?.current ? 'found found-current' : 'found' }),
  );
  return DecorationSet.create(doc, decorations);
}

function paintAnchored({ pending, threads }: Highlights, state: EditorState): DecorationSet {
  const commented = pending ? rangeOf(pending, state) : null;
  const decorations = commented ? [Decoration.inline(commented.from, commented.to, { class: 'about-to-comment' })] : [];
  for (const { id, anchor } of threads) {
    const range = rangeOf(anchor, state);
    if (range)
      decorations.push(Decoration.inline(range.from, range.to, { class: 'comment-anchor', 'data-thread': id }));
  }
  return DecorationSet.create(state.doc, decorations);
}
