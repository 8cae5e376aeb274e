/**
 * A convention that is frozen, and signed by some, without the negotiation that leads there: facts appended by hand to a
 * real database, whose rules other tests see to. Names, words and journal are the server's own.
 */
import { randomUUID } from 'node:crypto';
import { canonicalJson } from '@entente/shared/canonical-json';
import type { Event, Fact } from '@entente/shared/negotiation/events';
import { replay } from '@entente/shared/negotiation/evolve';
import type { Existing } from '@entente/shared/negotiation/state';
import { makeStatement } from '@entente/shared/signing/make-statement';
import { evidenceDigest, type SignatureEvidence } from '@entente/shared/signing/proof';
import { statementDigest } from '@entente/shared/signing/statement';
import { partDigests } from '@entente/shared/text/digest';
import type { TestServer } from './server.ts';

type ByHand = { readonly server: TestServer; readonly id: string; readonly at: string; readonly by: string };

async function append({ server, id, at, by }: ByHand, facts: readonly Fact[]): Promise<Existing> {
  const { store } = server.services;
  const events = facts.map((fact) => ({ ...fact, at, by }) as Event);
  const loaded = await store.load(id);
  if (!loaded) throw new Error('there is no such convention');
  const after = replay([...loaded.entries.map(({ event }) => event), ...events]);
  if (after === undefined || after.stage === 'deleted') throw new Error('these facts lead nowhere');
  const outcome = await store.appendJournal({
    convention: id,
    expectedVersion: loaded.journalHead,
    expectedTextHead: loaded.textHead,
    events,
    words: [],
    signatureEvidence: [],
    keptTexts: [],
    updates: [],
    after,
  });
  if (outcome.kind !== 'appended') throw new Error('the journal moved on');
  return after;
}

/** Freezes the text as it stands. The server must be started anew before it is asked about the convention. */
export async function freezeByHand(given: ByHand): Promise<void> {
  const { facts } = await given.server.services.conventions.text(given.id);
  const meeting = randomUUID();
  await append(given, [
    {
      type: 'TextFrozen',
      digest: facts.digest,
      sections: partDigests(facts),
      meeting,
      version: randomUUID(),
    },
  ]);
}

/** Signs with a password and a code, which needs no passkey; the same restart is asked for. */
export async function signByHand(given: ByHand & { readonly organisation: string }): Promise<SignatureEvidence> {
  const { server, id, at, by, organisation } = given;
  const entries = (await server.services.store.load(id))?.entries ?? [];
  const last = entries.at(-1);
  const state = replay(entries.map(({ event }) => event));
  if (!last || !state || (state.stage !== 'frozen' && state.stage !== 'inForce')) throw new Error('it is not frozen');
  const statement = makeStatement(state, {
    by: { person: by, organisation, rank: 'director' },
    head: { version: last.version, hash: last.hash },
    origin: 'https://entente.example.org',
    nonce: Buffer.from(randomUUID().repeat(2)).toString('base64url').slice(0, 40),
    at,
  });
  if (!statement) throw new Error('the organisation is no party');
  const evidence: SignatureEvidence = { statement, proof: { kind: 'password-and-code', sentTo: 'ab'.repeat(32), at } };
  const digest = evidenceDigest(evidence);
  await server.services.db
    .insertInto('signature_evidence')
    .values({ convention: id, digest, body: canonicalJson(evidence) })
    .execute();
  await append(given, [
    {
      type: 'ConventionSigned',
      organisation,
      capacity: 'director',
      digest: state.text.digest,
      statement: statementDigest(statement),
      proof: { kind: 'password-and-code', evidence: digest },
    },
  ]);
  return evidence;
}
