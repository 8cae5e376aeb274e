import type { CommandInput } from '@entente/shared/negotiation/commands';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { failureOf } from '../api/errors.ts';
import { useConvention } from '../convention/convention-context.ts';

/**
 * A command after which there may be nothing left to see: the convention is deleted, or I have left it. The server then
 * answers « no such convention », which here means that it was done.
 */
export function usePartingCommand() {
  const convention = useConvention();
  const navigate = useNavigate();
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const run = async (input: CommandInput) => {
    setRunning(true);
    setFailure(undefined);
    try {
      await convention.run(input);
    } catch (error) {
      if (failureOf(error) === 'not-found') await navigate('/');
      else setFailure(error);
    } finally {
      setRunning(false);
    }
  };
  return { run, running, failure };
}
