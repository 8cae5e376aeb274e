import { useRouteError } from 'react-router';
import { failureOf, isCodeMissing } from '../api/errors.ts';
import { Failure } from './failure.tsx';

/** The route's own failure (code that could not be loaded, a defect) or an address that leads nowhere. */
export function FailurePage() {
  const error = useRouteError();
  const isDefect = error instanceof Error && failureOf(error) === 'offline' && !isCodeMissing(error);
  const retry = () => window.location.reload();
  return <Failure standsAlone error={error ?? undefined} isDefect={isDefect} retry={retry} />;
}
