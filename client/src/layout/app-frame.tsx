import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useMe, useMeFailure } from '../session/me.ts';
import { Failure } from './failure.tsx';
import { Loading } from './loading.tsx';
import { TopBar } from './top-bar.tsx';

/** Every page of a signed-in person. Whoever is not signed in goes to the sign-in page and comes back here after. */
export function AppFrame() {
  const { t } = useTranslation();
  const me = useMe();
  const failure = useMeFailure();
  const { pathname, search } = useLocation();
  if (me === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (me === undefined) return failure ? <Failure standsAlone {...failure} /> : <Loading />;
  return (
    <>
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <TopBar me={me} />
      <Outlet />
      <ScrollRestoration />
    </>
  );
}
