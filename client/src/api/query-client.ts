import { QueryClient } from '@tanstack/react-query';
import { failureOf } from './errors.ts';

/**
 * One cache for the page. Only a missing answer is tried again; a "no" is an answer. Without a network the question is
 * asked all the same (`always`): the missing answer is what leads to this device's own copy.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: mayComeYet, retryDelay: soon, staleTime: 5_000 },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** True while a missing answer may come: a machine without a network need not wait to know. */
function mayComeYet(count: number, error: unknown): boolean {
  return failureOf(error) === 'offline' && navigator.onLine && count < 3;
}

/** Milliseconds until a question is asked again: two seconds in all, then the page says that no answer comes. */
function soon(count: number): number {
  return 300 * 2 ** count;
}
