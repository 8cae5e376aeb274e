import type { Thread } from '@entente/shared/comments/thread';
import type { SectionId } from '@entente/shared/sections/sections';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, query } from '../api/api.ts';
import type { AnchorJson } from '../editor/anchors.ts';

/** The words about to be discussed: where they are, and what they said when they were chosen. */
export type ChosenWords = { readonly section: SectionId; readonly anchor: AnchorJson; readonly quote: string };

/** Every discussion of the convention. */
export function useThreads(convention: string) {
  return useQuery(query.threads.list.queryOptions({ input: { id: convention } }));
}

/** Opens a discussion about some words. */
export function useStartThread(convention: string) {
  const put = usePutThread(convention);
  return useMutation({
    mutationFn: ({ section, anchor, text }: ChosenWords & { readonly text: string }) =>
      api.threads.start({ id: convention, section, from: anchor.from, to: anchor.to, text }),
    onSuccess: put,
  });
}

/** Answers in a discussion. */
export function useReply(convention: string, thread: string) {
  const put = usePutThread(convention);
  return useMutation({
    mutationFn: (text: string) => api.threads.reply({ id: convention, thread, text }),
    onSuccess: put,
  });
}

/** Resolves a discussion, or opens it again. */
export function useSetStatus(convention: string, thread: string) {
  const put = usePutThread(convention);
  return useMutation({
    mutationFn: (status: Thread['status']) => api.threads.setStatus({ id: convention, thread, status }),
    onSuccess: put,
  });
}

/** Puts the server's answer among the known threads, without waiting for the announcement. */
function usePutThread(convention: string): (thread: Thread) => void {
  const queries = useQueryClient();
  return (thread) => {
    queries.setQueryData(query.threads.list.queryKey({ input: { id: convention } }), (known) => {
      const threads = known ?? [];
      return threads.some(({ id }) => id === thread.id)
        ? threads.map((one) => (one.id === thread.id ? thread : one))
        : [...threads, thread];
    });
  };
}
