import { toNodeHandler } from 'better-auth/node';
import type { Express, RequestHandler } from 'express';
import { type Auth, addressHeader } from '../accounts/auth.ts';
import { atMost, bodyLimits } from './bodies.ts';
import { sendProblem } from './problem.ts';

/** What better-auth serves and we want: everything else that it brings stays shut. */
const served = [
  'POST /sign-up/email',
  'POST /sign-in/email',
  'POST /sign-out',
  'GET /get-session',
  'GET /list-sessions',
  'POST /revoke-session',
  'POST /revoke-sessions',
  'POST /revoke-other-sessions',
  'POST /change-password',
  'POST /request-password-reset',
  'POST /reset-password',
  'POST /send-verification-email',
  'GET /verify-email',
  'GET /passkey/generate-authenticate-options',
  'POST /passkey/verify-authentication',
] as const;

const known: ReadonlySet<string> = new Set(served);

/** `/api/auth/*`: mounted before anything reads the body, which better-auth does itself. */
export function mountAccountRoutes(app: Express, auth: Auth): void {
  const handler = toNodeHandler(auth);
  const guard: RequestHandler = (request, response, next) => {
    if (!known.has(`${request.method} ${request.path.replace(/^\/api\/auth/, '')}`))
      return sendProblem(response, 'NOT_FOUND');
    // Only what the connection says counts as an address, whatever the client claims under this name.
    request.headers[addressHeader] = request.ip ?? '';
    next();
  };
  app.all('/api/auth/{*path}', guard, atMost(bodyLimits.accounts), (request, response) => handler(request, response));
}
