import { createBrowserRouter, type RouteObject } from 'react-router';
import { AppFrame } from './layout/app-frame.tsx';
import { FailurePage } from './layout/failure-page.tsx';
import { Loading } from './layout/loading.tsx';

/** Each page is loaded when it is first opened; the editor's weight is paid on the convention's page only. */
const pages: RouteObject[] = [
  {
    element: <AppFrame />,
    errorElement: <FailurePage />,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./home/home-page.tsx')).HomePage }) },
      { path: 'account', lazy: async () => ({ Component: (await import('./account/account-page.tsx')).AccountPage }) },
      {
        path: 'organisations/new',
        lazy: async () => ({
          Component: (await import('./organisations/new-organisation-page.tsx')).NewOrganisationPage,
        }),
      },
      {
        path: 'organisations/:id',
        lazy: async () => ({ Component: (await import('./organisations/organisation-page.tsx')).OrganisationPage }),
      },
      {
        path: 'conventions/new',
        lazy: async () => ({ Component: (await import('./conventions/new-convention-page.tsx')).NewConventionPage }),
      },
      {
        path: 'conventions/:id',
        lazy: async () => ({ Component: (await import('./convention/convention-frame.tsx')).ConventionFrame }),
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('./convention/convention-page.tsx')).ConventionPage }),
          },
          {
            path: 'since',
            lazy: async () => ({ Component: (await import('./since/since-page.tsx')).SincePage }),
          },
          {
            path: 'positions',
            lazy: async () => ({ Component: (await import('./positions/positions-page.tsx')).PositionsPage }),
          },
          {
            path: 'fairness',
            lazy: async () => ({ Component: (await import('./fairness/fairness-page.tsx')).FairnessPage }),
          },
          {
            path: 'parties',
            lazy: async () => ({ Component: (await import('./negotiation/parties-page.tsx')).PartiesPage }),
          },
          {
            path: 'meetings',
            lazy: async () => ({ Component: (await import('./meetings/meetings-page.tsx')).MeetingsPage }),
          },
          {
            path: 'meetings/:meeting',
            lazy: async () => ({ Component: (await import('./meetings/meeting-page.tsx')).MeetingPage }),
          },
          {
            path: 'versions',
            lazy: async () => ({ Component: (await import('./versions/versions-page.tsx')).VersionsPage }),
          },
          {
            path: 'versions/:version',
            lazy: async () => ({ Component: (await import('./versions/version-page.tsx')).VersionPage }),
          },
          {
            path: 'journal',
            lazy: async () => ({ Component: (await import('./negotiation/journal-page.tsx')).JournalPage }),
          },
          {
            path: 'signature',
            lazy: async () => ({ Component: (await import('./signature/signature-page.tsx')).SignaturePage }),
          },
        ],
      },
    ],
  },
  {
    path: 'sign-in',
    errorElement: <FailurePage />,
    lazy: async () => ({ Component: (await import('./account/sign-in-page.tsx')).SignInPage }),
  },
  {
    path: 'sign-up',
    errorElement: <FailurePage />,
    lazy: async () => ({ Component: (await import('./account/sign-up-page.tsx')).SignUpPage }),
  },
  {
    path: 'forgotten-password',
    errorElement: <FailurePage />,
    lazy: async () => ({ Component: (await import('./account/forgotten-password-page.tsx')).ForgottenPasswordPage }),
  },
  {
    path: 'reset-password',
    errorElement: <FailurePage />,
    lazy: async () => ({ Component: (await import('./account/reset-password-page.tsx')).ResetPasswordPage }),
  },
  {
    path: 'invitations/:token',
    errorElement: <FailurePage />,
    lazy: async () => ({ Component: (await import('./invitations/invitation-page.tsx')).InvitationPage }),
  },
  {
    path: 'verify',
    errorElement: <FailurePage />,
    lazy: async () => ({ Component: (await import('./verify/verify-page.tsx')).VerifyPage }),
  },
  { path: '*', element: <FailurePage /> },
];

/** While the first page's code is on its way. */
const routes: RouteObject[] = [{ hydrateFallbackElement: <Loading />, children: pages }];

export const router = createBrowserRouter(routes);
