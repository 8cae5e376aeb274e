import type { RefusalData } from '@entente/shared/http/refusal-data';
import { isDefinedError, ORPCError } from '@orpc/client';

export type RefusedReason = RefusalData['reasons'][number];

/** The rules' reasons when the server said no, else undefined. */
export function reasonsOf(error: unknown): readonly RefusedReason[] | undefined {
  if (!(error instanceof ORPCError) || !isDefinedError(error) || error.code !== 'REFUSED') return undefined;
  return (error.data as RefusalData).reasons;
}

/** True when what was asked can't be read: an address that was cut short, for instance. */
export function isMalformed(error: unknown): boolean {
  return error instanceof ORPCError && error.code === 'BAD_REQUEST';
}

/** True when it was the person's own device that said no, or its owner who told it to (WebAuthn). */
export function isDeviceRefusal(error: unknown): boolean {
  const names = [
    'NotAllowedError',
    'AbortError',
    'InvalidStateError',
    'NotSupportedError',
    'SecurityError',
    'ConstraintError',
  ];
  return error instanceof Error && names.includes(error.name);
}

/** True when a page's code did not come: the browsers say so each in its own words. */
export function isCodeMissing(error: unknown): boolean {
  return error instanceof TypeError && /import|module|fetch|load/i.test(error.message);
}

/** What kind of failure the page must explain. `offline`: no answer came at all. */
export function failureOf(error: unknown): 'signed-out' | 'not-found' | 'too-many' | 'refused' | 'offline' | 'server' {
  if (!(error instanceof ORPCError)) return 'offline';
  switch (error.code) {
    case 'UNAUTHORIZED':
      return 'signed-out';
    case 'NOT_FOUND':
      return 'not-found';
    case 'TOO_MANY_REQUESTS':
      return 'too-many';
    case 'REFUSED':
      return 'refused';
    default:
      return 'server';
  }
}
