/** What the API answered, as data that a test can compare. */
import { ORPCError } from '@orpc/client';

/** The codes of a refusal; fails when the call was accepted, or failed otherwise. */
export async function refusalOf(call: Promise<unknown>): Promise<readonly string[]> {
  const error = await errorOf(call);
  if (error.code !== 'REFUSED') throw error;
  return (error.data as { reasons: readonly { code: string }[] }).reasons.map(({ code }) => code);
}

/** The HTTP status of a call that must fail. */
export async function statusOf(call: Promise<unknown>): Promise<number> {
  return (await errorOf(call)).status;
}

async function errorOf(call: Promise<unknown>): Promise<ORPCError<string, unknown>> {
  const answer = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (answer instanceof ORPCError) return answer;
  throw answer ?? new Error('the call was accepted');
}
