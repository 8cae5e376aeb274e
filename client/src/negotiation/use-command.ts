import type { CommandInput } from '@entente/shared/negotiation/commands';
import { type Attempt, useAttempt } from '../api/use-attempt.ts';
import { useConvention } from '../convention/convention-context.ts';

export type CommandRun = Omit<Attempt, 'attempt'> & {
  /** Sends the command; resolves to true when it was accepted. */
  readonly run: (input: CommandInput) => Promise<boolean>;
};

/** One control's command: running, failed, done. */
export function useCommand(): CommandRun {
  const convention = useConvention();
  const { attempt, ...shown } = useAttempt();
  return { ...shown, run: (input) => attempt(() => convention.run(input)) };
}
