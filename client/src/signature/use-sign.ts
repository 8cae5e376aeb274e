import type { Assertion } from '@entente/shared/accounts/passkey';
import type { ConventionView } from '@entente/shared/http/views';
import type { Frozen } from '@entente/shared/negotiation/state';
import { toBase64url } from '@entente/shared/signing/base64url';
import { challengeOf, type Statement } from '@entente/shared/signing/statement';
import { startAuthentication } from '@simplewebauthn/browser';
import { useQueryClient } from '@tanstack/react-query';
import { api, query } from '../api/api.ts';
import { type Attempt, useAttempt } from '../api/use-attempt.ts';

export type Signing = Pick<Attempt, 'failure' | 'running'> & {
  readonly withPasskey: () => Promise<boolean>;
  readonly withCode: (answer: { readonly password: string; readonly code: string }) => Promise<boolean>;
};

/** The server's statement doesn't say what this page shows: nothing may be signed with it. */
class AnotherStatement extends Error {
  override readonly name = 'AnotherStatement';
}

/** Asks for the statement, answers it, and shows the convention as it is then. Resolves to true when it was signed. */
export function useSign(state: Frozen, view: ConventionView): Signing {
  const queries = useQueryClient();
  const { failure, running, attempt } = useAttempt();
  const { id } = state;
  const statementToSign = async () => {
    const asked = await api.signing.statement({ id });
    if (!saysWhatIsShown(asked.statement, state, view)) throw new AnotherStatement();
    return asked;
  };
  const show = (after: ConventionView) =>
    queries.setQueryData(query.conventions.get.queryKey({ input: { id } }), after);
  return {
    failure,
    running,
    withPasskey: () =>
      attempt(async () => {
        const { statement, relyingParty, passkeys } = await statementToSign();
        const assertion = await startAuthentication({
          optionsJSON: {
            // Computed here, from the statement that was just compared with the page: not taken from the server.
            challenge: toBase64url(challengeOf(statement)),
            rpId: relyingParty,
            allowCredentials: passkeys as never,
            userVerification: 'required',
          },
        });
        const { id: credential, rawId, type, response } = assertion;
        const answer = { id: credential, rawId, type, response } as Assertion;
        show(await api.signing.sign({ id, nonce: statement.nonce, proof: { kind: 'passkey', assertion: answer } }));
      }),
    withCode: ({ password, code }) =>
      attempt(async () => {
        const { statement } = await statementToSign();
        show(
          await api.signing.sign({ id, nonce: statement.nonce, proof: { kind: 'password-and-code', password, code } }),
        );
      }),
  };
}

/** The statement names this text, this round, this party and this person, for this server. */
function saysWhatIsShown(statement: Statement, state: Frozen, { me }: ConventionView): boolean {
  return (
    statement.convention === state.id &&
    statement.round === state.round &&
    statement.text === state.text.digest &&
    statement.party === me.organisation &&
    statement.person === me.person &&
    statement.origin === window.location.origin
  );
}
