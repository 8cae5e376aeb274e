import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { query } from '../api/api.ts';
import { useConvention } from '../convention/convention-context.ts';

/** Milliseconds after the last change of the text before what changed is asked again. */
const calm = 2_000;

/** What changed in the text since it was kept; asked again once the text that somebody is writing comes to rest. */
export function useChanges(since: string | undefined) {
  const { view, facts } = useConvention();
  const changes = useQuery({
    ...query.conventions.changes.queryOptions({ input: { id: view.state.id, ...(since ? { since } : {}) } }),
    placeholderData: (before) => (before?.since === (since ?? null) ? before : undefined),
  });
  const { refetch } = changes;
  const known = useRef(facts.digest);
  useEffect(() => {
    if (known.current === facts.digest) return;
    const timer = setTimeout(() => {
      known.current = facts.digest;
      void refetch();
    }, calm);
    return () => clearTimeout(timer);
  }, [facts.digest, refetch]);
  return changes;
}
