import type { CommandInput } from '@entente/shared/negotiation/commands';
import { useState } from 'react';
import { useConvention } from '../convention/convention-context.ts';

export type CommandRun = {
  /** Sends the command; resolves to true when it was accepted. */
  readonly run: (input: CommandInput) => Promise<boolean>;
  readonly running: boolean;
  /** What the last one failed with, for `FailureNote`. */
  readonly failure: unknown;
  readonly clear: () => void;
};

/** One control's command: running, failed, done. */
export function useCommand(): CommandRun {
  const convention = useConvention();
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  return {
    running,
    failure,
    clear: () => setFailure(undefined),
    run: async (input) => {
      setRunning(true);
      setFailure(undefined);
      try {
        await convention.run(input);
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
