import type { CommandInput } from '@entente/shared/negotiation/commands';
import { useNavigate } from 'react-router';
import { failureOf } from '../api/errors.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { useConvention } from '../convention/convention-context.ts';
import type { CommandRun } from './use-command.ts';

/**
 * A command after which there may be nothing left to see: the convention is deleted, or I have left it. The server then
 * answers « no such convention », which here means that it was done.
 */
export function usePartingCommand(): CommandRun {
  const convention = useConvention();
  const navigate = useNavigate();
  const { attempt, ...shown } = useAttempt();
  const part = async (input: CommandInput) => {
    try {
      await convention.run(input);
    } catch (error) {
      if (failureOf(error) !== 'not-found') throw error;
      await navigate('/');
    }
  };
  return { ...shown, run: (input) => attempt(() => part(input)) };
}
