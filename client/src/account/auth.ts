import { createAuthClient } from 'better-auth/client';

/** Accounts: sign up, sign in, sign out, reset (`/api/auth`). */
export const auth = createAuthClient({ baseURL: window.location.origin, basePath: '/api/auth' });
