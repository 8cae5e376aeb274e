import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Only our own scripts, and none inline. Styles may be inline: Mantine and the editor write them (sizes, party colours).
 * The full address of a page never leaves it as a referrer, since an invitation's address is its secret.
 */
export function securityHeaders(publicUrl: string): RequestHandler {
  const secure = publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        // The build writes small subsets of a font into the style sheet.
        fontSrc: ["'self'", 'data:'],
        // Some browsers don't count the socket of one's own origin as 'self'.
        connectSrc: ["'self'", publicUrl.replace(/^http/, 'ws')],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
}
