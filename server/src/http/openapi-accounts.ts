/** Accounts and sessions, which better-auth answers for: what the OpenAPI document says of them. */
import { zAssertion } from '@entente/shared/accounts/passkey';
import { passwordLengths } from '@entente/shared/accounts/password';
import { languages } from '@entente/shared/language';
import { z } from 'zod';
import { json, nobodySignedIn, type Operation, type Paths, told } from './openapi-paths.ts';

const email = z.email();
const password = z.string();
const newPassword = z.string().min(passwordLengths.min).max(passwordLengths.max);
const token = z.string();
const person = z.object({
  name: z.string().min(1).max(120),
  email,
  password: newPassword,
  language: z.enum(languages).optional(),
});

/** `problems`: what goes wrong, by status. */
function operation(summary: string, body: z.ZodType | null, problems: Operation['responses'] = {}): Operation {
  return {
    tags: ['accounts'],
    summary,
    security: [],
    ...(body === null ? {} : { requestBody: { required: true, content: json(body) } }),
    responses: { '200': told('Done.'), ...problems, '429': told('Too many tries.') },
  };
}

const post = (...of: Parameters<typeof operation>) => ({ post: operation(...of) });
const get = (...of: Parameters<typeof operation>) => ({ get: operation(...of) });

export const accountPaths: Paths = {
  '/auth/sign-up/email': post('Create an account, and sign in where no address is to be verified', person, {
    '422': told('The address has an account already.'),
  }),
  '/auth/sign-in/email': post('Sign in', z.object({ email, password }), {
    '401': told('Wrong address or password.'),
    '403': told('The address is not verified yet.'),
  }),
  '/auth/passkey/generate-authenticate-options': get(
    'Begin to sign in with a passkey: what the browser asks the device',
    null,
  ),
  '/auth/passkey/verify-authentication': post(
    'Sign in with what the device answered',
    z.object({ response: zAssertion }),
    { '401': told('The passkey is not known, or did not make sure who is there.') },
  ),
  '/auth/sign-out': post('Sign out', null),
  '/auth/change-password': post(
    'Change one’s password; every other session ends',
    z.object({ currentPassword: password, newPassword }),
    { '400': told('Wrong password.') },
  ),
  '/auth/request-password-reset': post(
    'Ask for a link to choose a new password, by mail or by the operator',
    z.object({ email }),
  ),
  '/auth/reset-password': post('Choose a new password with such a link', z.object({ token, newPassword }), {
    '400': told('The link is not valid any more.'),
  }),
  '/auth/list-sessions': get('List one’s sessions', null, nobodySignedIn),
  '/auth/revoke-session': post('End one of one’s sessions', z.object({ token }), nobodySignedIn),
};
