import type { PartId } from '@entente/shared/sections/parts';
import type { UpdateRefused } from '@entente/shared/wire/messages';
import { useCallback, useSyncExternalStore } from 'react';
import { draftsKey } from '../offline/local-copies.ts';
import { type Draft, type PartTexts, placesOf } from './drafts.ts';

const none: readonly Draft[] = [];
const listeners = new Set<() => void>();
const read = new Map<string, { readonly json: string; readonly drafts: readonly Draft[] }>();

/** The kept words of one person in one convention, oldest first. */
function draftsIn(key: string): readonly Draft[] {
  const json = localStorage.getItem(key);
  if (json === null) return none;
  const known = read.get(key);
  if (known?.json === json) return known.drafts;
  const drafts = JSON.parse(json) as readonly Draft[];
  read.set(key, { json, drafts });
  return drafts;
}

/** Compares what the person had with the common text and keeps the difference, per section. True when there was any. */
export function keepDifference(
  key: string,
  refusal: UpdateRefused,
  texts: { mine: PartTexts; common: PartTexts },
): boolean {
  const drafts = (Object.keys(texts.mine) as PartId[]).flatMap((section): Draft[] => {
    const places = placesOf(texts.mine[section] ?? [], texts.common[section] ?? []);
    if (places.length === 0) return [];
    const why = refusal.section === null || refusal.section === section ? refusal.code : 'elsewhere';
    return [{ id: crypto.randomUUID(), section, why, at: new Date().toISOString(), places }];
  });
  if (drafts.length > 0) write(key, [...draftsIn(key), ...drafts]);
  return drafts.length > 0;
}

/** Keeps one more. */
export function keepDraft(key: string, draft: Omit<Draft, 'id' | 'at'>): void {
  write(key, [...draftsIn(key), { ...draft, id: crypto.randomUUID(), at: new Date().toISOString() }]);
}

export type KeptDrafts = { readonly drafts: readonly Draft[]; readonly forget: (id: string) => void };

/** The kept words of one person in one convention, on the screen. */
export function useKeptDrafts(person: string, convention: string): KeptDrafts {
  const key = draftsKey(person, convention);
  const drafts = useSyncExternalStore(subscribe, () => draftsIn(key));
  const forget = useCallback(
    (id: string) =>
      write(
        key,
        draftsIn(key).filter((draft) => draft.id !== id),
      ),
    [key],
  );
  return { drafts, forget };
}

function write(key: string, drafts: readonly Draft[]): void {
  if (drafts.length === 0) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(drafts));
  for (const changed of listeners) changed();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  window.addEventListener('storage', changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener('storage', changed);
  };
}
