/** One's own passkeys. Adding and removing one takes the password anew: a stolen session adds no key, and signs with none. */
import { z } from 'zod';
import { zCreationOptions, zPasskey, zPasskeyName, zRegistration } from '../accounts/passkey.ts';
import { zId, zInstant } from '../negotiation/commands.ts';
import { signedIn } from './signed-in.ts';

const zPassword = z.string().max(200);

export const passkeyRoutes = {
  list: signedIn
    .route({ method: 'GET', path: '/me/passkeys', summary: 'One’s own passkeys', tags: ['me'] })
    .output(z.array(zPasskey)),
  /** `options` go to the browser's `navigator.credentials.create`; `offer` comes back with its answer, once, within five minutes. */
  offer: signedIn
    .route({ method: 'POST', path: '/me/passkeys/offers', summary: 'Begin to add a passkey', tags: ['me'] })
    .input(z.object({ password: zPassword }))
    .output(z.object({ offer: z.string(), options: zCreationOptions, expiresAt: zInstant })),
  add: signedIn
    .route({ method: 'POST', path: '/me/passkeys', summary: 'Add the passkey that a device has made', tags: ['me'] })
    .input(z.object({ offer: z.string().min(20).max(100), name: zPasskeyName, registration: zRegistration }))
    .output(zPasskey),
  rename: signedIn
    .route({ method: 'PATCH', path: '/me/passkeys/{id}', summary: 'Rename one’s passkey', tags: ['me'] })
    .input(z.object({ id: zId, name: zPasskeyName }))
    .output(zPasskey),
  remove: signedIn
    .route({ method: 'POST', path: '/me/passkeys/{id}/removal', summary: 'Remove one’s passkey', tags: ['me'] })
    .input(z.object({ id: zId, password: zPassword }))
    .output(z.object({})),
};
