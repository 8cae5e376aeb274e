import { QueryClient } from '@tanstack/react-query';
import { failureOf } from './errors.ts';

/** One cache for the page. Only a missing answer is tried again; a "no" is an answer. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: (count, error) => failureOf(error) === 'offline' && count < 3, staleTime: 5_000 },
    mutations: { retry: false },
  },
});
