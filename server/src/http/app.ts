import express, { type ErrorRequestHandler, type Express } from 'express';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { type Auth, sessionCookie } from '../accounts/auth.ts';
import { withoutData } from '../log.ts';
import type { Services } from '../services.ts';
import { mountAccountRoutes } from './account-routes.ts';
import { mountApi } from './api-routes.ts';
import { jsonOnly } from './bodies.ts';
import { mountDocumentation } from './documentation.ts';
import { mountFileRoutes } from './file-routes.ts';
import { mountPages } from './pages.ts';
import { sendProblem } from './problem.ts';
import { requestLog } from './request-log.ts';
import { sameOriginOnly } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';

export type AppSetup = {
  readonly services: Services;
  readonly auth: Auth;
  /** How many reverse proxies stand in front. */
  readonly trustedProxies: number;
  /** Folder of the built client. */
  readonly pagesFolder: string;
  /** More routes before the pages; only the demo has some. */
  readonly extraRoutes?: (app: Express) => void;
};

/** Everything that is served over HTTP, in the order in which a request meets it. */
export function createApp({ services, auth, trustedProxies, pagesFolder, extraRoutes }: AppSetup): Express {
  const { publicUrl, log } = services;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustedProxies);
  app.set('query parser', 'simple');
  app.use(requestLog(log));
  app.use(securityHeaders(publicUrl));
  mountHealth(app, services);
  app.use(sameOriginOnly(publicUrl));
  mountFileRoutes(app, services);
  app.use(jsonOnly);
  mountAccountRoutes(app, auth);
  mountDocumentation(app, sessionCookie(publicUrl));
  mountApi(app, services);
  extraRoutes?.(app);
  mountPages(app, { folder: pagesFolder, publicUrl });
  app.use(failed(log));
  return app;
}

/** Answers 200 only when the database does, and has room to write. */
function mountHealth(app: Express, { db, store, log }: Services): void {
  app.get('/healthz', async (_request, response) => {
    try {
      await sql`select 1`.execute(db);
      if (store.isFull?.()) {
        response.status(503).json({ status: 'disk-full' });
        return;
      }
      response.json({ status: 'ok' });
    } catch (error) {
      log.error({ err: withoutData(error) }, 'the database does not answer');
      response.status(503).json({ status: 'failing' });
    }
  });
}

function failed(log: Logger): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express tells an error handler by its four parameters.
  return (error: unknown, _request, response, next) => {
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
    if (response.headersSent) return next(error);
    if (status === 404) return sendProblem(response, 'NOT_FOUND');
    if (status >= 400 && status < 500) return sendProblem(response, 'BAD_REQUEST');
    log.error({ err: withoutData(error) }, 'a request failed');
    sendProblem(response, 'INTERNAL_SERVER_ERROR');
  };
}
