import type { Me } from '@entente/shared/http/views';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { query } from '../api/api.ts';
import { failureOf } from '../api/errors.ts';
import { keepAnswer, keptAnswer } from '../offline/local-copies.ts';

const question = {
  ...query.me.get.queryOptions(),
  staleTime: 60_000,
  // Each part of a page that asks would ask again, and each new question hides the answer that there is.
  retryOnMount: false,
};

/** Why nobody can say who is signed in, and how to ask again; nothing while an answer may still come. */
export function useMeFailure(): { readonly error: Error; readonly retry: () => void } | undefined {
  const { data, error, isFetching, refetch } = useQuery(question);
  return error && !data && !isFetching ? { error, retry: () => void refetch() } : undefined;
}

/** Who is signed in: `undefined` while loading, `null` for nobody. Without a server, who was last signed in on this device. */
export function useMe(): Me | null | undefined {
  const { data, error, errorUpdateCount } = useQuery(question);
  useEffect(() => {
    if (data) keepAnswer('me', data);
  }, [data]);
  if (data) return data;
  const failure = error ? failureOf(error) : undefined;
  if (failure === 'signed-out') return null;
  // While the question is asked again after a failure, the answer stays what it was.
  const unreachable = failure === 'offline' || (!error && errorUpdateCount > 0);
  return unreachable ? (keptAnswer('me') as Me | undefined) : undefined;
}
