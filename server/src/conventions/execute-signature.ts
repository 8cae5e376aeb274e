/**
 * Signing in the room (SIG-2), when the text stands still. The statement was made earlier, from the negotiation as it stood
 * then: what it says is compared with what is so now before anything is decided.
 */
import { canonicalJson } from '@entente/shared/canonical-json';
import type { Actor, JournalHead } from '@entente/shared/negotiation/commands';
import type { JournalEntry } from '@entente/shared/negotiation/journal';
import { type Refusal, refuse } from '@entente/shared/negotiation/reasons';
import { statementStillHolds } from '@entente/shared/negotiation/signing/changes-since';
import { whySigningIsRefused } from '@entente/shared/negotiation/signing/sign-convention';
import type { Convention } from '@entente/shared/negotiation/state';
import { makeStatement } from '@entente/shared/signing/make-statement';
import { evidenceDigest, isFromReset, type SignatureEvidence } from '@entente/shared/signing/proof';
import { type Statement, statementDigest } from '@entente/shared/signing/statement';
import type { ToSign } from './conventions.ts';
import type { EngineParts } from './engine-parts.ts';
import { type Desk, type Executed, executeCommand, recordOwnRank, writeDownRefusal } from './execute-command.ts';

type Entry = JournalEntry & { readonly hash: string };

export type SigningDesk = Desk & Pick<EngineParts, 'store'>;

type Begun = { readonly toSign: ToSign; readonly events: Executed['events'] };

/** What may be signed now and the journal's head, or the refusal that was written down. */
export async function beginSigning(
  desk: SigningDesk,
  by: Actor,
): Promise<Begun | { readonly events: Executed['events']; readonly refusal: Refusal }> {
  const { record, text, clock } = desk;
  const events = await recordOwnRank(desk, by);
  const { state } = record;
  if (state.stage === 'deleted') return { events, refusal: refuse({ code: 'no-such-convention', rule: null }) };
  const at = clock().toISOString();
  const [first, ...others] = whySigningIsRefused(state, { by, at, facts: text.facts() });
  if (first) {
    const refusal = refuse(first, ...others);
    return {
      refusal,
      events: [...events, ...(await writeDownRefusal(desk, { type: 'signConvention', by, at }, refusal))],
    };
  }
  if (state.stage === 'negotiating') throw new Error('a text that is being negotiated may be signed');
  return { toSign: { state, head: headOf(await journalOf(desk)) }, events };
}

/** Decides on a signature whose proof was found good, and appends it with its evidence. */
export async function executeSignature(
  desk: SigningDesk,
  { by, evidence }: { readonly by: Actor; readonly evidence: SignatureEvidence },
): Promise<Executed> {
  const { statement, proof } = evidence;
  const digest = evidenceDigest(evidence);
  const { state } = desk.record;
  if (!isStillSo(state, by, statement) || !isAncestor(statement.journal, await journalOf(desk))) {
    const refusal = refuse({ code: 'journal-moved-on', rule: 'APP-2' });
    const at = desk.clock().toISOString();
    return { refusal, events: await writeDownRefusal(desk, { type: 'signConvention', by, at }, refusal) };
  }
  return executeCommand(desk, {
    by,
    rankOf: {},
    input: {
      type: 'signConvention',
      digest: statement.text,
      statement: statementDigest(statement),
      head: statement.journal,
      proof: { kind: proof.kind, evidence: digest, ...(isFromReset(proof) ? { afterReset: true } : {}) },
    },
    evidence: { digest, body: canonicalJson(evidence) },
  });
}

/** The journal as it is stored, every hash checked on the way. */
async function journalOf({ store, record }: SigningDesk): Promise<readonly Entry[]> {
  const entries = (await store.load(record.id))?.entries ?? [];
  return entries.map((entry) => ({ ...entry, convention: record.id }));
}

function headOf(entries: readonly Entry[]): JournalHead {
  const last = entries.at(-1);
  if (!last) throw new Error('a convention has no journal');
  return { version: last.version, hash: last.hash };
}

/** True when the same statement would be made now: same text and title, same party, person, capacity and mandates. */
function isStillSo(state: Convention, by: Actor, statement: Statement): boolean {
  if (state.stage === 'negotiating' || state.stage === 'deleted') return false;
  const { origin, nonce, at, journal: head } = statement;
  const now = makeStatement(state, { by, head, origin, nonce, at });
  return now !== undefined && canonicalJson(now) === canonicalJson(statement);
}

/** True when the journal passed through this head, and nothing that a signature rests on has changed since. */
function isAncestor({ version, hash }: JournalHead, entries: readonly Entry[]): boolean {
  if (entries[version - 1]?.hash !== hash) return false;
  return statementStillHolds(entries.slice(version)).length === 0;
}
