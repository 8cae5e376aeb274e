import { useEffect } from 'react';
import { useConvention } from './convention-context.ts';
import { useTextStatus } from './use-text-status.ts';

/** Leaving asks first while words exist that the server has not acknowledged. */
export function LeaveGuard() {
  const unsafe = useTextStatus(useConvention().text, (status) => status.unsafe > 0);
  useEffect(() => {
    if (!unsafe) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsafe]);
  return null;
}
