import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** True for what the binding brings in: other people's words, the first rendering, undo. */
export function isFromText(transaction: Transaction): boolean {
  const change = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined;
  return change?.isChangeOrigin === true;
}

const guarded = new WeakSet<Plugin>();

/** Makes a plugin's follow-up changes wait for a change made on this page. */
function guard(plugin: Plugin): void {
  if (guarded.has(plugin)) return;
  guarded.add(plugin);
  const append = plugin.spec.appendTransaction;
  if (!append) return;
  plugin.spec.appendTransaction = function (transactions, before, after) {
    return transactions.some(isFromText) ? null : append.call(this, transactions, before, after);
  };
}

/**
 * Two promises of every page. Opening it, or receiving other people's words, writes nothing: table repairs, automatic
 * links and the like follow local edits only (each page would otherwise write them again, in everybody's name but the
 * author's). And a read-only editor changes nothing, whatever command is run on it.
 */
export const LocalEditsOnly = Extension.create({
  name: 'localEditsOnly',
  priority: 10_000,

  dispatchTransaction({ transaction, next }) {
    for (const plugin of this.editor.state.plugins) guard(plugin);
    next(transaction);
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('localEditsOnly'),
        filterTransaction: (transaction) =>
          !transaction.docChanged || this.editor.isEditable || isFromText(transaction),
      }),
    ];
  },
});
