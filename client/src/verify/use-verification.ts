import type { Verified } from '@entente/shared/evidence/verify-file';
import { largestFile } from '@entente/shared/evidence/verify-file';
import { useCallback, useEffect, useRef, useState } from 'react';

/** `impossible`: this browser gives the page no cryptography, or could not read the file. */
export type Verification =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly name: string }
  | { readonly kind: 'done'; readonly name: string; readonly verified: Verified }
  | { readonly kind: 'impossible'; readonly why: 'insecure' | 'unread'; readonly name: string };

/** Verifies one file at a time, in a worker; choosing another, or stopping, ends the one under way. Nothing leaves the browser. */
export function useVerification() {
  const [state, setState] = useState<Verification>({ kind: 'idle' });
  const worker = useRef<Worker>(undefined);

  const stop = useCallback(() => {
    worker.current?.terminate();
    worker.current = undefined;
    setState({ kind: 'idle' });
  }, []);
  useEffect(() => () => worker.current?.terminate(), []);

  const verify = useCallback(async (file: File) => {
    worker.current?.terminate();
    const { name } = file;
    // Browsers offer cryptography to pages that nobody could have changed on their way.
    if (!window.isSecureContext) return setState({ kind: 'impossible', why: 'insecure', name });
    const current = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
    worker.current = current;
    const settle = (settled: Verification) => {
      if (worker.current !== current) return;
      current.terminate();
      setState(settled);
    };
    setState({ kind: 'working', name });
    current.addEventListener('message', ({ data }: MessageEvent<Verified>) =>
      settle({ kind: 'done', name, verified: data }),
    );
    current.addEventListener('error', () => settle({ kind: 'impossible', why: 'unread', name }));
    if (file.size > largestFile) {
      return settle({
        kind: 'done',
        name,
        verified: { kind: 'unreadable', why: 'too-large', detail: String(file.size) },
      });
    }
    try {
      const bytes = await file.arrayBuffer();
      current.postMessage(new Uint8Array(bytes), [bytes]);
    } catch {
      settle({ kind: 'impossible', why: 'unread', name });
    }
  }, []);

  return { state, verify, stop };
}
