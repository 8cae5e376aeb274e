import type { Me } from '@entente/shared/http/views';
import { useQuery } from '@tanstack/react-query';
import { query } from '../api/api.ts';
import { failureOf } from '../api/errors.ts';

/** Who is signed in: `undefined` while loading, `null` for nobody. */
export function useMe(): Me | null | undefined {
  const me = useQuery({
    ...query.me.get.queryOptions(),
    retry: (count, error) => failureOf(error) === 'offline' && count < 3,
    staleTime: 60_000,
  });
  if (me.data) return me.data;
  return me.error && failureOf(me.error) === 'signed-out' ? null : undefined;
}
