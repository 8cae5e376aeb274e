import { useRouteError } from 'react-router';
import { Failure } from './failure.tsx';

/** The route's own failure (code that could not be loaded, a defect) or an address that leads nowhere. */
export function FailurePage() {
  const error = useRouteError();
  return <Failure standsAlone error={error ?? undefined} retry={() => window.location.reload()} />;
}
