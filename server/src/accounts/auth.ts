/**
 * Accounts are better-auth's: this file says how it is set up, and nothing more is ours.
 *
 * It runs without transactions: they would hold the one write connection while a password is being hashed. An account cut
 * short between its two rows is mended by a reset, which makes the missing one.
 */
import { createHash } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import { passwordLengths } from '@entente/shared/accounts/password';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { withoutData } from '../log.ts';
import { resetPasswordLetter, verifyAddressLetter } from '../mail/account-letters.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Database } from '../storage/schema.ts';
import { type Attempts, attemptWindowSeconds } from './attempts.ts';
import { relyingPartyOf } from './passkeys/relying-party.ts';
import { isRemovedAccount } from './removed-account.ts';

/** Set by our own server from the connection, after removing whatever the client sent under that name. */
export const addressHeader = 'x-entente-address';

const cookiePrefix = 'entente';

export type AuthSetup = {
  readonly db: Kysely<Database>;
  readonly publicUrl: string;
  readonly secret: string;
  readonly mailer: Mailer | null;
  readonly attempts: Attempts;
  readonly log: Logger;
  readonly clock: Clock;
  /** Writes to the operator's console, which is not the log: a reset link may be shown there. */
  readonly tellOperator: (sentence: string) => void;
  readonly onSessionEnded: (person: string) => Promise<void>;
};

export type Auth = ReturnType<typeof createAuth>;

/** Name of the cookie that carries the session. */
export function sessionCookie(publicUrl: string): string {
  return `${publicUrl.startsWith('https:') ? '__Secure-' : ''}${cookiePrefix}.session_token`;
}

/** The page on which a person chooses a new password. */
export function resetPasswordUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/reset-password?token=${token}`;
}

/** How long a reset link works. */
export const resetSeconds = 60 * 60;

const zSignUp = z.object({ name: z.string().trim().min(1).max(120), language: z.enum(['fr', 'en']).optional() });

export function createAuth(setup: AuthSetup) {
  const { db, publicUrl, secret } = setup;
  return betterAuth({
    appName: 'Entente',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: { db, type: 'sqlite', transaction: false },
    telemetry: { enabled: false },
    emailAndPassword: emailAndPassword(setup),
    emailVerification: emailVerification(setup),
    user: { additionalFields: { language: { type: 'string', required: false, input: true } } },
    verification: { storeIdentifier: 'hashed' },
    session: { expiresIn: 14 * 24 * 60 * 60, updateAge: 24 * 60 * 60 },
    rateLimit: rateLimit(),
    plugins: [signInByPasskey(publicUrl)],
    advanced: {
      cookiePrefix,
      useSecureCookies: publicUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: 'uuid' },
    },
    hooks: { before: beforeEach(setup.attempts) },
    databaseHooks: {
      user: { create: { before: async (user) => ({ data: { ...user, name: user.name.trim() } }) } },
      session: { delete: { after: (session) => setup.onSessionEnded(session.userId) } },
    },
    onAPIError: {
      // A refused sign-in is an answer, not an error; better-auth would print it.
      onError: (error) => {
        const expected = error instanceof APIError && error.statusCode < 500;
        if (!expected) setup.log.error({ from: 'accounts', err: withoutData(error) }, 'an account request failed');
      },
    },
    logger: {
      level: 'warn',
      // Only the message: better-auth's further arguments may hold addresses.
      log: (level, message) =>
        setup.log[level === 'error' ? 'error' : 'warn']({ from: 'accounts' }, withoutAddresses(message)),
    },
  });
}

/**
 * Signing in with a passkey. How one is added and removed is ours (`passkeys/`): it takes the password, which the plugin
 * doesn't ask for. A passkey stands for both things that signing in may take, so the device has to make sure who is there.
 */
function signInByPasskey(publicUrl: string) {
  return passkey({
    rpName: 'Entente',
    rpID: relyingPartyOf(publicUrl) ?? new URL(publicUrl).hostname,
    origin: publicUrl,
    authentication: {
      afterVerification: async ({ verification }) => {
        if (!verification.authenticationInfo.userVerified) {
          throw new APIError('UNAUTHORIZED', { code: 'AUTHENTICATION_FAILED', message: 'Nobody was identified.' });
        }
      },
    },
  });
}

function withoutAddresses(message: string): string {
  return message.replace(/[^\s@]+@[^\s@]+|\S+:\/\/\S+/g, '[address]');
}

function emailAndPassword({ mailer, publicUrl, tellOperator, db, clock }: AuthSetup) {
  return {
    enabled: true,
    minPasswordLength: passwordLengths.min,
    maxPasswordLength: passwordLengths.max,
    requireEmailVerification: mailer !== null,
    revokeSessionsOnPasswordReset: true,
    resetPasswordTokenExpiresIn: resetSeconds,
    // Without mail the link is for the operator alone, never for whoever asked.
    sendResetPassword: async ({ user, token }) => {
      const url = resetPasswordUrl(publicUrl, token);
      if (mailer) mailer.send(resetPasswordLetter({ user, url }));
      else tellOperator(`A new password was asked for ${user.email}. Link to hand over, valid for an hour: ${url}`);
    },
    onPasswordReset: ({ user }) => rememberReset({ db, clock }, user.id),
  } satisfies BetterAuthOptions['emailAndPassword'];
}

/** A passkey that is added soon after is worth no more than the link (shared/src/signing/key-added.ts). */
async function rememberReset({ db, clock }: Pick<AuthSetup, 'db' | 'clock'>, person: string): Promise<void> {
  const at = clock().toISOString();
  await db
    .insertInto('password_reset')
    .values({ person, at })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ at }))
    .execute();
}

function emailVerification({ mailer }: AuthSetup): NonNullable<BetterAuthOptions['emailVerification']> {
  if (mailer === null) return {};
  return {
    sendOnSignUp: true,
    sendOnSignIn: true,
    autoSignInAfterVerification: true,
    sendVerificationEmail: async ({ user, url }) => mailer.send(verifyAddressLetter({ user, url })),
  };
}

/** Per address and path. A meeting room shares one address: the limits leave room for twenty people signing in at once. */
function rateLimit() {
  const window = attemptWindowSeconds;
  return {
    enabled: true,
    storage: 'database',
    window: 60,
    max: 300,
    customRules: {
      '/sign-in/email': { window, max: 100 },
      '/sign-up/email': { window, max: 40 },
      '/request-password-reset': { window, max: 20 },
      '/send-verification-email': { window, max: 20 },
      '/reset-password': { window, max: 30 },
      '/change-password': { window, max: 30 },
      '/passkey/generate-authenticate-options': { window, max: 200 },
      '/passkey/verify-authentication': { window, max: 100 },
    },
  } satisfies BetterAuthOptions['rateLimit'];
}

/** Guesses at one account are counted whatever address they come from (F-52). */
const guessesPerAccount = 20;

function beforeEach(attempts: Attempts) {
  return createAuthMiddleware(async (ctx) => {
    // Calls of our own code are no guesses: only requests are counted.
    if (ctx.request && ctx.path === '/sign-in/email' && typeof ctx.body?.email === 'string') {
      const account = createHash('sha256').update(ctx.body.email.trim().toLowerCase()).digest('hex');
      if (!(await attempts(`sign-in:${account}`, guessesPerAccount))) throw new APIError('TOO_MANY_REQUESTS');
    }
    if (ctx.path === '/sign-up/email' && isRemovedAccount(String(ctx.body?.email).trim().toLowerCase())) {
      throw new APIError('BAD_REQUEST', { code: 'INVALID_EMAIL', message: 'Nobody has this address.' });
    }
    if (ctx.path === '/sign-up/email' && !zSignUp.safeParse(ctx.body).success) {
      throw new APIError('BAD_REQUEST', {
        code: 'INVALID_NAME_OR_LANGUAGE',
        message: 'The name or the language is not valid.',
      });
    }
    // A changed password closes what a stranger may have opened with the old one: not for the page to decide.
    if (ctx.path === '/change-password')
      return { context: { ...ctx, body: { ...ctx.body, revokeOtherSessions: true } } };
    return undefined;
  });
}
