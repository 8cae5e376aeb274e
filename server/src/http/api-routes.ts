import { OpenAPIHandler } from '@orpc/openapi/node';
import { ORPCError, onError } from '@orpc/server';
import { BodyLimitPlugin } from '@orpc/server/node';
import type { Express, Request, Response } from 'express';
import type { Accounts, SignedIn } from '../accounts/accounts.ts';
import { withoutData } from '../log.ts';
import type { Services } from '../services.ts';
import { StorageFull } from '../storage/storage-errors.ts';
import { api } from './api.ts';
import { atMost, bodyLimits } from './bodies.ts';
import { sendProblem } from './problem.ts';

/** The typed API on `/api`; what it doesn't know is a 404 in JSON. */
export function mountApi(app: Express, services: Services): void {
  const { log } = services;
  const handler = new OpenAPIHandler(api, {
    plugins: [new BodyLimitPlugin({ maxBodySize: bodyLimits.largest })],
    interceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (error) {
          if (!(error instanceof StorageFull)) throw error;
          throw new ORPCError('SERVICE_UNAVAILABLE', {
            message: 'The disk is full: nothing was written.',
            cause: error,
          });
        }
      },
      onError((error) => {
        const expected = error instanceof ORPCError && error.status < 500;
        if (!expected) log.error({ err: withoutData(error) }, 'an API call failed');
      }),
    ],
  });
  const carriesText = atMost(bodyLimits.largest);
  const usual = atMost(bodyLimits.usual);
  app.use('/api', (request, response, next) => {
    const opensConvention = request.method === 'POST' && request.path === '/conventions';
    return (opensConvention ? carriesText : usual)(request, response, next);
  });
  app.use('/api', async (request, response) => {
    response.set('cache-control', 'no-store');
    const signedIn = whoIsSignedIn(services.accounts, request, response);
    const { matched } = await handler.handle(request, response, { prefix: '/api', context: { services, signedIn } });
    if (!matched) sendProblem(response, 'NOT_FOUND');
  });
}

/** Asks at most once per request; passes on the cookie of a session that was prolonged. */
export function whoIsSignedIn(
  accounts: Accounts,
  request: Request,
  response: Response,
): () => Promise<SignedIn | undefined> {
  let asked: Promise<SignedIn | undefined> | undefined;
  const ask = async () => {
    const found = await accounts.signedIn(request.headers);
    for (const cookie of found?.setCookie ?? []) response.append('set-cookie', cookie);
    return found?.person;
  };
  return () => {
    asked ??= ask();
    return asked;
  };
}
