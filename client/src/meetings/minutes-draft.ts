/**
 * Minutes that somebody writes while others may write them too. Every save says which words it replaces, so the server
 * overwrites nothing that its author had not read; what arrives meanwhile is taken over, or shown as a conflict.
 */

/** What stands on the server; `id: null` while nobody has written. */
export type WrittenMinutes = { readonly id: string | null; readonly text: string };

export type MinutesDraft = {
  /** What the draft grew from. */
  readonly base: WrittenMinutes;
  readonly text: string;
  /** The last text that was sent: it may come back before its answer does. */
  readonly sent: string | null;
  /** The last text that the server accepted. */
  readonly accepted: string | null;
};

export function draftFrom(written: WrittenMinutes): MinutesDraft {
  return { base: written, text: written.text, sent: null, accepted: null };
}

/** True while the draft holds words that the server has not accepted. */
export function isUnsaved({ base, text, accepted }: MinutesDraft): boolean {
  return text !== base.text && text !== accepted;
}

/**
 * The draft once the server's words are known. The same object when nothing changes; when both sides have changed it is
 * left as it is, and `base` no longer names what stands there: a conflict, which the writer settles.
 */
export function withWritten(draft: MinutesDraft, written: WrittenMinutes): MinutesDraft {
  if (written.id === draft.base.id) return draft;
  if (written.text === draft.text || written.text === draft.sent) return { ...draft, base: written };
  return isUnsaved(draft) ? draft : draftFrom(written);
}

/** The writer has read the other version and decides what the text is now. */
export function settled(draft: MinutesDraft, written: WrittenMinutes, text: string): MinutesDraft {
  return { ...draft, base: written, text, accepted: null };
}

/** Both versions, the other's first, each whole. */
export function bothVersions(draft: MinutesDraft, written: WrittenMinutes): string {
  return `${written.text.trimEnd()}\n\n${draft.text}`;
}
