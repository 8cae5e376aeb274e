import { TextSelection } from '@tiptap/pm/state';
import type { Editor } from '@tiptap/react';

export const tableActionNames = [
  'addRowBefore',
  'addRowAfter',
  'deleteRow',
  'addColumnBefore',
  'addColumnAfter',
  'deleteColumn',
  'toggleHeaderRow',
  'mergeCells',
  'splitCell',
  'deleteTable',
] as const;
export type TableActionName = (typeof tableActionNames)[number];

/** True where the caret is in a table. */
export function inTable(editor: Editor): boolean {
  return editor.isActive('table');
}

/** Whether an action would change the table in hand. */
export function tableActionApplies(editor: Editor, action: TableActionName): boolean {
  return editor.can()[action]();
}

/** Changes the table in hand. */
export function actOnTable(editor: Editor, action: TableActionName): void {
  editor.chain().focus()[action]().run();
}

/** Puts a table with a header row where the caret is; each cell has its paragraph, so that the caret can go into it. */
export function insertTable(
  editor: Editor,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): void {
  const { schema, tr } = editor.state;
  const cell = (type: 'tableCell' | 'tableHeader') => schema.node(type, null, [schema.node('paragraph')]);
  const row = (type: 'tableCell' | 'tableHeader') =>
    schema.node(
      'tableRow',
      null,
      Array.from({ length: columns }, () => cell(type)),
    );
  const body = Array.from({ length: rows - 1 }, () => row('tableCell'));
  const at = tr.selection.from;
  tr.replaceSelectionWith(schema.node('table', null, [row('tableHeader'), ...body]));
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at + 1, tr.doc.content.size)))).scrollIntoView();
  editor.view.dispatch(tr);
  editor.view.focus();
}
