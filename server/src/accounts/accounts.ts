import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Language, languageOf } from '@entente/shared/language';
import { fromNodeHeaders } from 'better-auth/node';
import type { Attempts } from './attempts.ts';
import { type Auth, resetPasswordUrl, resetSeconds } from './auth.ts';

/** Who is signed in, by a session that is still in the database. */
export type SignedIn = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
};

export type Accounts = {
  /** `undefined` for nobody. `session` identifies the session; `setCookie` holds what a prolonged one must send back. */
  signedIn(
    headers: IncomingHttpHeaders,
  ): Promise<
    { readonly person: SignedIn; readonly session: string; readonly setCookie: readonly string[] } | undefined
  >;
  /** Proves anew who is there. Guesses are counted per person, right ones included. */
  provePassword(person: string, password: string): Promise<'right' | 'wrong' | 'too-many'>;
  /** Makes a link with which that person can choose a new password within the hour. */
  makeResetLink(person: string): Promise<string>;
  /** Ends all sessions of a person and takes the password away. */
  close(person: string): Promise<void>;
};

const passwordProofs = 10;

/** Our questions to better-auth, beside the routes that it serves itself. */
export function createAccounts(auth: Auth, attempts: Attempts, publicUrl: string): Accounts {
  return {
    async signedIn(headers) {
      if (headers.cookie === undefined) return undefined;
      const { headers: answered, response } = await auth.api.getSession({
        headers: fromNodeHeaders(headers),
        query: { disableCookieCache: true },
        returnHeaders: true,
      });
      if (response === null) return undefined;
      const { id, name, email, language } = response.user;
      return {
        person: { id, name, email, language: languageOf(language) },
        session: response.session.id,
        setCookie: answered.getSetCookie(),
      };
    },

    async provePassword(person, password) {
      if (!(await attempts(`password:${person}`, passwordProofs))) return 'too-many';
      const { internalAdapter, password: passwords } = await auth.$context;
      const hash = (await internalAdapter.findCredentialAccount(person))?.password;
      if (!hash || password.length > passwords.config.maxPasswordLength) return 'wrong';
      return (await passwords.verify({ hash, password })) ? 'right' : 'wrong';
    },

    async makeResetLink(person) {
      const token = randomBytes(24).toString('base64url');
      const { internalAdapter } = await auth.$context;
      await internalAdapter.createVerificationValue({
        identifier: `reset-password:${token}`,
        value: person,
        expiresAt: new Date(Date.now() + resetSeconds * 1_000),
      });
      return resetPasswordUrl(publicUrl, token);
    },

    async close(person) {
      const { internalAdapter } = await auth.$context;
      await internalAdapter.deleteUserSessions(person);
      await internalAdapter.deleteAccounts(person);
    },
  };
}
