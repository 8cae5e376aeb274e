import { assertNever } from '@entente/shared/assert-never';
import type { ConventionView } from '@entente/shared/http/views';
import { writesSomething } from '@entente/shared/negotiation/permissions';
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
  const renew = useRenewal(convention);
  const cache = useViewCache(convention);
  const links = useRef({ renew, cache });
  useEffect(() => {
    latest.current = view;
    links.current = { renew, cache };
  });
  useEffect(() => {
    const opened = new SessionKeeper({
      convention,
      user: myPresence(latest.current),
      maySend: () => {
        const { state, me } = links.current.cache.read() ?? latest.current;
        return writesSomething(state, me.person);
      },
      onAnnouncement: (announcement) => links.current.renew.announced(announcement),
      onSynced: () => links.current.renew.everything(),
      refresh: () => links.current.cache.renew(),
    });
    setKeeper(opened);
    return opened.close;
  }, [convention]);
  const state = useSyncExternalStore(keeper?.subscribe ?? never, keeper?.state ?? (() => nothingYet));
  return { ...state, forgetRefusal: keeper?.forgetRefusal ?? (() => {}) };
}

type Renewal = {
  /** Fetches again what the server says has changed. */
  readonly announced: (announcement: Announcement) => void;
  /** Fetches again everything that announcements speak of. */
  readonly everything: () => void;
};

/** What must be fetched again when something outside the text has changed, or may have. */
function useRenewal(convention: string): Renewal {
  const client = useQueryClient();
  const cache = useViewCache(convention);
  const negotiation = () => {
    void cache.renew();
    void client.invalidateQueries({ queryKey: query.conventions.journal.queryKey({ input: { id: convention } }) });
  };
  const threads = () => {
    void client.invalidateQueries({ queryKey: query.threads.list.queryKey({ input: { id: convention } }) });
  };
  return {
    announced: (announcement) => {
      switch (announcement.kind) {
        case 'negotiation':
          if ((cache.read()?.version ?? -1) < announcement.version) negotiation();
          return;
        case 'people':
          negotiation();
          return;
        case 'threads':
          threads();
          return;
        default:
          assertNever(announcement);
      }
    },
    everything: () => {
      negotiation();
      threads();
    },
  };
}
