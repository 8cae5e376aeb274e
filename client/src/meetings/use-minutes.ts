import type { OpenMeeting } from '@entente/shared/negotiation/state';
import { useEffect, useRef, useState } from 'react';
import { failureOf, reasonsOf } from '../api/errors.ts';
import { useConvention } from '../convention/convention-context.ts';
import { useWords } from '../convention/names.ts';
import { useViewCache } from '../convention/use-convention-view.ts';
import { useCommand } from '../negotiation/use-command.ts';
import {
  bothVersions,
  draftFrom,
  isUnsaved,
  type MinutesDraft,
  settled,
  type WrittenMinutes,
  withWritten,
} from './minutes-draft.ts';

export type Minutes = {
  readonly text: string;
  readonly write: (text: string) => void;
  readonly unsaved: boolean;
  readonly saving: boolean;
  readonly failure: unknown;
  /** Saves now; true when the server has these words. */
  readonly save: () => Promise<boolean>;
  /** What somebody else wrote meanwhile, and the three ways out. */
  readonly conflict: Conflict | undefined;
};

export type Conflict = {
  readonly other: string;
  readonly keepBoth: () => void;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
};

const pauseBeforeSaving = 2_500;
const pauseBeforeRetrying = 10_000;

/** Unsaved minutes outlive a visit to another page of the product, for the person who wrote them, in memory alone. */
const keptDrafts = new Map<string, MinutesDraft>();

/** The minutes that I write: saved after a pause, never over words that I haven't read. */
export function useMinutes(meeting: OpenMeeting): Minutes {
  const { view } = useConvention();
  const words = useWords();
  const key = `${view.me.person}:${meeting.id}`;
  const written: WrittenMinutes = { id: meeting.minutes?.id ?? null, text: words(meeting.minutes) };
  const [draft, setDraft] = useState(() => keptDrafts.get(key) ?? draftFrom(written));
  const now = withWritten(draft, written);
  if (now !== draft) setDraft(now);
  const inConflict = now.base.id !== written.id;
  const unsaved = isUnsaved(now);
  const { save, saving, failure, clear } = useSaving({ key, meeting: meeting.id, draft: now, setDraft });

  useEffect(() => {
    if (unsaved) keptDrafts.set(key, now);
    else keptDrafts.delete(key);
  }, [key, now, unsaved]);
  useAskBeforeLeaving(unsaved);
  useAutosave({ wanted: unsaved && !inConflict && !saving, text: now.text, failure, save });

  const settle = (text: string) => setDraft(settled(now, written, text));
  return {
    text: now.text,
    unsaved,
    saving,
    failure,
    save: async () => !inConflict && (!unsaved || (await save())),
    write: (text) => {
      clear();
      setDraft({ ...now, text });
    },
    conflict: inConflict
      ? {
          other: written.text,
          keepBoth: () => settle(bothVersions(now, written)),
          takeTheirs: () => settle(written.text),
          keepMine: () => settle(now.text),
        }
      : undefined,
  };
}

type SavingProps = {
  readonly key: string;
  readonly meeting: string;
  readonly draft: MinutesDraft;
  readonly setDraft: (change: (draft: MinutesDraft) => MinutesDraft) => void;
};

function useSaving({ key, meeting, draft, setDraft }: SavingProps) {
  const { renew } = useViewCache(useConvention().view.state.id);
  const command = useCommand();
  const overtaken = reasonsOf(command.failure)?.some(({ code }) => code === 'minutes-have-changed');
  useEffect(() => {
    // The answer to « somebody was faster » is to read what they wrote.
    if (overtaken) void renew();
  }, [overtaken, renew]);
  const underWay = useRef<Promise<boolean> | null>(null);
  const send = async () => {
    const { text } = draft;
    setDraft((one) => ({ ...one, sent: text }));
    const accepted = await command.run({ type: 'writeMinutes', meeting, minutes: text, replaces: draft.base.id });
    if (accepted) {
      // The page may have been left while this was under way.
      if (keptDrafts.get(key)?.text === text) keptDrafts.delete(key);
      setDraft((one) => ({ ...one, accepted: text }));
    }
    return accepted;
  };
  /** One at a time: a second save would replace words that the first is replacing. */
  const save = () => {
    underWay.current ??= send().finally(() => {
      underWay.current = null;
    });
    return underWay.current;
  };
  return { save, saving: command.running, failure: overtaken ? undefined : command.failure, clear: command.clear };
}

type AutosaveProps = {
  readonly wanted: boolean;
  readonly text: string;
  readonly failure: unknown;
  readonly save: () => Promise<boolean>;
};

/** Saves after a pause in typing. Without a network it tries again; a « no » is not repeated until the words change. */
function useAutosave({ wanted, text, failure, save }: AutosaveProps): void {
  const failed = failure !== undefined;
  const retry = !failed || failureOf(failure) === 'offline';
  // biome-ignore lint/correctness/useExhaustiveDependencies: each keystroke starts the pause anew; `save` is that of this very render.
  useEffect(() => {
    if (!wanted || !retry) return;
    const timer = setTimeout(() => void save(), failed ? pauseBeforeRetrying : pauseBeforeSaving);
    return () => clearTimeout(timer);
  }, [wanted, retry, failed, text]);
}

function useAskBeforeLeaving(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
