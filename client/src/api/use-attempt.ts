import { useState } from 'react';

export type Attempt = {
  /** Does it; resolves to true when nothing was thrown. */
  readonly attempt: (action: () => Promise<unknown>) => Promise<boolean>;
  readonly running: boolean;
  /** What the last one failed with, for `FailureNote`. */
  readonly failure: unknown;
  readonly clear: () => void;
};

/** One control's request: running, failed, done. */
export function useAttempt(): Attempt {
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  return {
    running,
    failure,
    clear: () => setFailure(undefined),
    attempt: async (action) => {
      setRunning(true);
      setFailure(undefined);
      try {
        await action();
        return true;
      } catch (error) {
        setFailure(error);
        return false;
      } finally {
        setRunning(false);
      }
    },
  };
}
