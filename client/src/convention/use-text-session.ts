import type { ConventionView } from '@entente/shared/http/views';
import { accessOf } from '@entente/shared/negotiation/permissions';
import type { Announcement } from '@entente/shared/wire/messages';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { query } from '../api/api.ts';
import { type KeeperState, SessionKeeper } from '../editor/session-keeper.ts';
import { myPresence } from './parties-of.ts';
import { useViewCache } from './use-convention-view.ts';

export type KeptSession = KeeperState & { readonly forgetRefusal: () => void };

const nothingYet: KeeperState = { session: null, gone: null, refusal: null };
const never = () => () => {};

/** The page's text session: opened once, alive across the convention's inner pages, renewed when it must be. */
export function useTextSession(view: ConventionView): KeptSession {
  const convention = view.state.id;
  const [keeper, setKeeper] = useState<SessionKeeper | null>(null);
  const latest = useRef(view);
  const announced = useAnnouncements(convention);
  const cache = useViewCache(convention);
  const links = useRef({ announced, cache });
  useEffect(() => {
    latest.current = view;
    links.current = { announced, cache };
  });
  useEffect(() => {
    const opened = new SessionKeeper({
      convention,
      user: myPresence(latest.current),
      maySend: () => {
        const { state, me } = links.current.cache.read() ?? latest.current;
        return accessOf(state, me.person) === 'writes';
      },
      onAnnouncement: (announcement) => links.current.announced(announcement),
      refresh: () => links.current.cache.renew(),
    });
    setKeeper(opened);
    return opened.close;
  }, [convention]);
  const state = useSyncExternalStore(keeper?.subscribe ?? never, keeper?.state ?? (() => nothingYet));
  return { ...state, forgetRefusal: keeper?.forgetRefusal ?? (() => {}) };
}

/** What must be fetched again when the server says that something outside the text has changed. */
function useAnnouncements(convention: string): (announcement: Announcement) => void {
  const client = useQueryClient();
  const { read, renew } = useViewCache(convention);
  return (announcement) => {
    if (announcement.kind === 'negotiation' && (read()?.version ?? -1) >= announcement.version) return;
    if (announcement.kind === 'threads') {
      void client.invalidateQueries({ queryKey: query.threads.list.queryKey({ input: { id: convention } }) });
      return;
    }
    void renew();
    void client.invalidateQueries({ queryKey: query.conventions.journal.queryKey({ input: { id: convention } }) });
  };
}
