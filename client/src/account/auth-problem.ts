/** What may go wrong with an account, each with a sentence in the catalogue `account`. */
export type AuthProblem =
  | 'wrong-credentials'
  | 'already-exists'
  | 'password-too-short'
  | 'invalid-email'
  | 'not-verified'
  | 'link-over'
  | 'too-many'
  | 'offline'
  | 'other';

const byCode: Readonly<Record<string, AuthProblem>> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong-credentials',
  INVALID_PASSWORD: 'wrong-credentials',
  USER_ALREADY_EXISTS: 'already-exists',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'already-exists',
  PASSWORD_TOO_SHORT: 'password-too-short',
  INVALID_EMAIL: 'invalid-email',
  EMAIL_NOT_VERIFIED: 'not-verified',
  INVALID_TOKEN: 'link-over',
};

/** Reads better-auth's error: its code first, the HTTP status when it has none. */
export function authProblem(error: { readonly code?: string | undefined; readonly status?: number }): AuthProblem {
  const known = error.code === undefined ? undefined : byCode[error.code];
  if (known) return known;
  if (error.status === 429) return 'too-many';
  return error.status === undefined || error.status === 0 ? 'offline' : 'other';
}
