import type { Me } from '@entente/shared/http/views';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { query } from '../api/api.ts';
import { failureOf } from '../api/errors.ts';
import { keepAnswer, keptAnswer } from '../offline/local-copies.ts';

/** Who is signed in: `undefined` while loading, `null` for nobody. Without a server, who was last signed in on this device. */
export function useMe(): Me | null | undefined {
  const { data, error } = useQuery({ ...query.me.get.queryOptions(), staleTime: 60_000 });
  useEffect(() => {
    if (data) keepAnswer('me', data);
  }, [data]);
  if (data) return data;
  if (!error) return undefined;
  const failure = failureOf(error);
  if (failure === 'offline') return keptAnswer('me') as Me | undefined;
  return failure === 'signed-out' ? null : undefined;
}
