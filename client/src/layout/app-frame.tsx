import { Center, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useMe } from '../session/me.ts';
import { TopBar } from './top-bar.tsx';

/** Every page of a signed-in person. Whoever is not signed in goes to the sign-in page and comes back here after. */
export function AppFrame() {
  const { t } = useTranslation();
  const me = useMe();
  const { pathname, search } = useLocation();
  if (me === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (me === undefined) {
    return (
      <Center mih="60vh">
        <Loader aria-label={t('loading')} />
      </Center>
    );
  }
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
