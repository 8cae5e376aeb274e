import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';

const containers = new Set(['doc', 'tableCell', 'tableHeader', 'listItem', 'blockquote']);

/**
 * The schema accepts every merge, so a cell or an item may have nothing in it, and a caret has nowhere to go. Where this
 * page's own edit leaves such a place, or the person clicks into one, it gets its paragraph.
 */
export const NeverEmpty = Extension.create({
  name: 'neverEmpty',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('neverEmpty'),
        appendTransaction: (transactions, _before, after) => fillEdited(transactions, after),
        props: {
          // biome-ignore lint/complexity/useMaxParams: the signature is ProseMirror’s.
          handleClickOn: (view, _pos, node, nodePos) => {
            if (!view.editable || node.childCount > 0 || !containers.has(node.type.name)) return false;
            view.dispatch(filled(view.state.tr, [nodePos + 1]));
            return true;
          },
          handleDOMEvents: {
            focus: (view) => {
              if (view.editable && view.state.doc.childCount === 0) view.dispatch(filled(view.state.tr, [0]));
              return false;
            },
          },
        },
      }),
    ];
  },
});

function fillEdited(transactions: readonly Transaction[], after: EditorState): Transaction | null {
  if (!transactions.some((transaction) => transaction.docChanged)) return null;
  const places: number[] = after.doc.childCount === 0 ? [0] : [];
  for (const { from, to } of editedRanges(transactions, after.doc)) {
    after.doc.nodesBetween(from, to, (node, pos) => {
      if (node.childCount === 0 && containers.has(node.type.name)) places.push(pos + 1);
    });
  }
  // After a table that ends the section, there must be somewhere to go on.
  if (after.doc.lastChild?.type.name === 'table') places.push(after.doc.content.size);
  return places.length > 0 ? filled(after.tr, places) : null;
}

/** Puts an empty paragraph at each place, from the last to the first so that none moves another. */
function filled(tr: Transaction, places: readonly number[]): Transaction {
  const paragraph = tr.doc.type.schema.nodes.paragraph;
  if (!paragraph) throw new Error('the schema has no paragraph');
  const sorted = [...new Set(places)].sort((a, b) => b - a);
  for (const place of sorted) tr.insert(place, paragraph.create());
  const first = sorted.at(-1);
  return first !== undefined && !tr.selection.$from.parent.isTextblock
    ? tr.setSelection(TextSelection.create(tr.doc, first + 1))
    : tr;
}

function editedRanges(transactions: readonly Transaction[], doc: Node): readonly { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  const steps = transactions.flatMap((transaction) => transaction.mapping.maps);
  steps.forEach((map, index) => {
    // biome-ignore lint/complexity/useMaxParams: the signature is ProseMirror’s.
    map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
      const later = steps.slice(index + 1);
      const from = later.reduce((pos, next) => next.map(pos, -1), newStart);
      const to = later.reduce((pos, next) => next.map(pos, 1), newEnd);
      ranges.push({ from: Math.max(0, from - 1), to: Math.min(doc.content.size, to + 1) });
    });
  });
  return ranges;
}
