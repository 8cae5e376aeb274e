import { oc } from '@orpc/contract';
import { zRefusalData } from './refusal-data.ts';

/** A route for whoever is signed in, with the errors that any of them may answer. */
export const signedIn = oc.errors({
  UNAUTHORIZED: { status: 401 },
  NOT_FOUND: { status: 404 },
  REFUSED: { status: 409, data: zRefusalData },
  TOO_MANY_REQUESTS: { status: 429 },
});
