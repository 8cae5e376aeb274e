import type { EditorState } from '@tiptap/pm/state';
import {
  absolutePositionToRelativePosition,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/** Two Yjs relative positions in their JSON form: words that keep their place while others write around them. */
export type AnchorJson = { readonly from: unknown; readonly to: unknown };

type SyncState = { readonly doc: Y.Doc; readonly type: Y.XmlFragment; readonly binding: ProsemirrorBinding };

/** The anchor of the words between two positions of an editor. */
export function anchorOf({ from, to }: { from: number; to: number }, state: EditorState): AnchorJson {
  const { type, binding } = ySyncPluginKey.getState(state) as SyncState;
  const json = (pos: number): unknown =>
    Y.relativePositionToJSON(absolutePositionToRelativePosition(pos, type, binding.mapping));
  return { from: json(from), to: json(to) };
}

/** Where anchored words are in an editor now; null when they are gone or not in this section. */
export function rangeOf(anchor: AnchorJson, state: EditorState): { readonly from: number; readonly to: number } | null {
  const sync = ySyncPluginKey.getState(state) as SyncState | undefined;
  if (!sync) return null;
  const position = (json: unknown): number | null =>
    relativePositionToAbsolutePosition(
      sync.doc,
      sync.type,
      Y.createRelativePositionFromJSON(json),
      sync.binding.mapping,
    );
  const [from, to] = [position(anchor.from), position(anchor.to)];
  if (from === null || to === null || from >= to || to > state.doc.content.size) return null;
  return { from, to };
}
