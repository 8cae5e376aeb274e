import type { ConventionView } from '@entente/shared/http/views';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { query } from '../api/api.ts';
import { failureOf } from '../api/errors.ts';
import { keepAnswer, keptAnswer, viewAnswer } from '../offline/local-copies.ts';

export type LoadedView =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly error: unknown; readonly retry: () => void }
  | { readonly phase: 'there'; readonly view: ConventionView; readonly at: number };

/** The convention's view, kept on this device so that a page opened without a network still shows it. */
export function useConventionView(person: string, convention: string): LoadedView {
  const { data, error, errorUpdateCount, dataUpdatedAt, refetch } = useQuery(viewQuery(convention));
  // While the question is asked again after a failure, the answer stays what it was.
  const unreachable = error ? failureOf(error) === 'offline' : errorUpdateCount > 0;
  useEffect(() => {
    if (data) keepAnswer(viewAnswer(person, convention), data);
  }, [data, person, convention]);
  if (data && (unreachable || !error)) return { phase: 'there', view: data, at: dataUpdatedAt };
  const kept = unreachable ? (keptAnswer(viewAnswer(person, convention)) as ConventionView | undefined) : undefined;
  if (kept) return { phase: 'there', view: kept, at: Date.parse(kept.now) };
  return error ? { phase: 'failed', error, retry: () => void refetch() } : { phase: 'loading' };
}

/** Reads and renews the view in the cache, outside of rendering. */
export function useViewCache(convention: string) {
  const client = useQueryClient();
  const { queryKey } = viewQuery(convention);
  return {
    read: () => client.getQueryData(queryKey),
    renew: () => client.invalidateQueries({ queryKey }),
  };
}

function viewQuery(convention: string) {
  return query.conventions.get.queryOptions({ input: { id: convention } });
}
