import { canonicalJson } from '../canonical-json.ts';
import type { Actor } from '../negotiation/commands.ts';
import type { Reason } from '../negotiation/reasons.ts';
import { entitledToCommit } from '../negotiation/rules/entitled-to-commit.ts';
import { rulesVersion } from '../negotiation/rules-version.ts';
import { changesSince } from '../negotiation/signing/changes-since.ts';
import { whySigningIsRefused } from '../negotiation/signing/sign-convention.ts';
import { fromBase64url } from '../signing/base64url.ts';
import { readCoseKey } from '../signing/cose-key.ts';
import { resetShadowDays } from '../signing/key-added.ts';
import { makeStatement } from '../signing/make-statement.ts';
import { evidenceDigest, isFromReset, type PasskeyProof, type SignatureEvidence } from '../signing/proof.ts';
import { type Statement, statementDigest, statementMinutes } from '../signing/statement.ts';
import type { VerifySignature } from '../signing/verify-signature.ts';
import type { TextFacts } from '../text/digest.ts';
import { type AboutSignature, type Check, type CheckCode, type CheckData, holdsIf, type Status } from './check.ts';
import type { EvidenceFile } from './evidence-file.ts';
import { namesAsDirector } from './names-as-director.ts';
import { passkeyChecks } from './passkey-checks.ts';
import { rulesOf } from './rules-of.ts';
import type { Signing, Walk } from './walk-journal.ts';

type Context = {
  readonly file: EvidenceFile;
  readonly walk: Walk;
  readonly facts: TextFacts | undefined;
  readonly verifySignature: VerifySignature;
};

/** Each signature in the journal, in its order: what was signed, by whom, by what right, and whether the key did sign it. */
export async function signatureChecks(context: Context): Promise<readonly Check[]> {
  const { file, walk } = context;
  const checks = await Promise.all(walk.signings.map((signing) => checksOfOne(context, signing)));
  const known = new Set(walk.signings.map(({ entry }) => evidenceOf(entry.event.proof)));
  const leftOver = file.signatures.filter((evidence) => !known.has(evidenceDigest(evidence)));
  return [
    ...checks.flat(),
    overall('none-left-over', leftOver.length === 0, { count: leftOver.length }),
    ...acrossChecks(file),
  ];
}

function overall(code: CheckCode, condition: boolean, data: CheckData = {}): Check {
  return { group: 'signatures', code, status: holdsIf(condition), data };
}

function evidenceOf(proof: Signing['entry']['event']['proof']): string | undefined {
  return 'evidence' in proof ? proof.evidence : undefined;
}

/** What must be true of all signatures together. */
function acrossChecks({ signatures, server }: EvidenceFile): readonly Check[] {
  if (signatures.length === 0) return [];
  const nonces = new Set(signatures.map(({ statement }) => statement.nonce));
  const people = new Map<string, string>();
  const shared = signatures.filter(({ statement, proof }) => {
    if (proof.kind !== 'passkey') return false;
    const key = keyIn(proof);
    const holder = people.get(key) ?? statement.person;
    people.set(key, holder);
    return holder !== statement.person;
  });
  const elsewhere = signatures.filter(({ statement }) => statement.origin !== server.origin);
  return [
    overall('nonces', nonces.size === signatures.length),
    overall('keys', shared.length === 0, { people: shared.map(({ statement }) => statement.person) }),
    {
      group: 'signatures',
      code: 'same-site',
      status: elsewhere.length === 0 ? 'holds' : 'unknown',
      data: { text: (elsewhere[0]?.statement ?? server).origin },
    },
  ];
}

/** The key itself: the same one can be written in several ways. */
function keyIn({ publicKey, algorithm }: PasskeyProof): string {
  const bytes = fromBase64url(publicKey);
  const read = bytes && readCoseKey(bytes, algorithm);
  return read ? canonicalJson(read.key) : publicKey;
}

async function checksOfOne(context: Context, signing: Signing): Promise<readonly Check[]> {
  const { event, version } = signing.entry;
  const about: AboutSignature = {
    version,
    round: signing.before.round,
    organisation: event.organisation,
    person: event.by,
  };
  const check = (code: CheckCode, status: Status, data: CheckData = {}): Check => ({
    group: 'signature',
    code,
    status,
    about,
    data,
  });
  const { proof } = event;
  // Journals from before signatures had evidence hold nothing that anybody else could verify.
  if (!('evidence' in proof)) return [check('weaker-proof', 'unknown', { words: [proof.kind] })];
  const evidence = context.file.signatures.find((one) => evidenceDigest(one) === proof.evidence);
  const isNamed =
    evidence !== undefined &&
    evidence.proof.kind === proof.kind &&
    isFromReset(evidence.proof) === (proof.afterReset === true) &&
    statementDigest(evidence.statement) === event.statement;
  if (!isNamed) return [check('evidence', 'fails')];
  return [check('evidence', 'holds'), ...(await carefully(check, () => claims(context, { signing, evidence, check })))];
}

type One = {
  readonly signing: Signing;
  readonly evidence: SignatureEvidence;
  readonly check: (code: CheckCode, status: Status, data?: CheckData) => Check;
};

/** A journal in the right form may still hold what no rule can be asked about: that is damage, not a reason to stop. */
async function carefully(check: One['check'], run: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await run();
  } catch {
    return [check('statement', 'fails')];
  }
}

async function claims(context: Context, one: One): Promise<readonly Check[]> {
  const { signing, evidence, check } = one;
  const { statement, proof } = evidence;
  const wrong = wrongFields(signing, statement);
  const reasons = reasonsAgainst(context, signing);
  const isInTime = answeredInTime(signing, statement);
  const own = [
    check('statement', holdsIf(wrong.length === 0), { words: wrong }),
    check('journal-head', holdsIf(stoodStill(context.file, signing, statement)), {
      version: statement.journal.version,
    }),
    capacityCheck(context, one),
    check('rules-at-signature', context.facts ? keptTheRules(signing, reasons) : 'unknown', {
      words: rulesOf(reasons),
      count: rulesVersion,
    }),
    check('in-time', holdsIf(isInTime), { at: signing.entry.event.at }),
  ];
  if (proof.kind === 'password-and-code') return [...own, check('weaker-proof', 'unknown', { words: [proof.kind] })];
  return [
    ...own,
    ...(await passkeyChecks({ proof, statement, check, verifySignature: context.verifySignature })),
    ...keyAddedCheck(one, proof),
  ];
}

/** By the server's word, when it gives one: when the key was added, and whether a link had just set the password then. */
function keyAddedCheck({ signing, check }: One, proof: PasskeyProof): readonly Check[] {
  if (proof.added === undefined) return [];
  const { at } = proof.added;
  if (Date.parse(at) > Date.parse(signing.entry.event.at)) return [check('key-added', 'fails', { at })];
  return [check('key-added', isFromReset(proof) ? 'unknown' : 'holds', { at, count: resetShadowDays })];
}

/** The fields of the statement that are not what the journal says they should be. */
function wrongFields({ entry, before }: Signing, statement: Statement): readonly string[] {
  const expected = makeStatement(before, {
    by: signatory(entry.event),
    head: statement.journal,
    origin: statement.origin,
    nonce: statement.nonce,
    at: statement.at,
  });
  if (!expected) return ['party'];
  const fields = Object.keys(expected) as (keyof Statement)[];
  const wrong: string[] = fields.filter((field) => canonicalJson(expected[field]) !== canonicalJson(statement[field]));
  return entry.event.digest === statement.text || wrong.includes('text') ? wrong : [...wrong, 'text'];
}

/** Whoever signed, with the rank that the capacity claims. */
function signatory({ by, organisation, capacity }: Signing['entry']['event']): Actor {
  return { person: by, organisation, rank: capacity === 'director' ? 'director' : 'manager' };
}

/** The head that was signed is an entry of this chain, of the frozen text, and nothing that matters happened in between. */
function stoodStill(
  { convention, journal }: EvidenceFile,
  { entry, frozenBy }: Signing,
  { journal: head }: Statement,
): boolean {
  const isAncestor = journal[head.version - 1]?.hash === head.hash && head.version < entry.version;
  const since = journal.slice(head.version, entry.version - 1);
  return (
    isAncestor &&
    head.version >= frozenBy.version &&
    changesSince(since.map((one) => ({ ...one, convention }))).length === 0
  );
}

function answeredInTime({ entry, frozenBy }: Signing, statement: Statement): boolean {
  const [asked, signed] = [Date.parse(statement.at), Date.parse(entry.event.at)];
  return asked >= Date.parse(frozenBy.event.at) && signed >= asked && signed <= asked + statementMinutes * 60_000;
}

/**
 * SIG-1: a delegate holds a recorded delegation; a director is named as such in the journal, at the latest when the statement was
 * made. In the journals of before, one who became director since and was not named again is one by the word of the signature alone.
 */
function capacityCheck({ file }: Context, { signing, check }: One): Check {
  const { event, version } = signing.entry;
  const isNamed = signing.before.parties.some(
    ({ organisation, participants }) =>
      organisation === event.organisation && participants.some(({ person }) => person === event.by),
  );
  if (!isNamed) return check('capacity', 'fails', { words: [event.capacity] });
  if (event.capacity === 'delegate') {
    const isDelegate = entitledToCommit(signing.before, signatory(event), 'SIG-1').length === 0;
    return check('capacity', holdsIf(isDelegate), { words: ['delegate'] });
  }
  const isDirector = file.journal.some((entry) => entry.version < version && namesAsDirector(entry.event, event));
  return check('capacity', isDirector ? 'holds' : 'unknown', { words: ['director'] });
}

/** A signature that was given under other rules than this verifier's, or before signatures said which, is not broken by these. */
function keptTheRules({ entry }: Signing, reasons: readonly Reason[]): Status {
  if (reasons.length === 0) return 'holds';
  return entry.event.rules === rulesVersion ? 'fails' : 'unknown';
}

/** SIG-1, SIG-2, and NEG-1 once more, asked of the rules as things stood just before. */
function reasonsAgainst({ facts, file }: Context, { entry, before }: Signing): readonly Reason[] {
  if (!facts) return [];
  // Of a round that ended without a convention the words are not in the file: its digest stands for them.
  const isThisText = before.text.digest === file.digest;
  const asFrozen = isThisText ? facts : { ...facts, digest: before.text.digest };
  return whySigningIsRefused(before, { by: signatory(entry.event), at: entry.event.at, facts: asFrozen });
}
