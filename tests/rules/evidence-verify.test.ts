/** What the verifier of evidence files says of honest and of forged ones (F-55, F-56, F-59, F-60). */
import { type CheckCode, checksOf } from '@entente/shared/evidence/check';
import type { EvidenceFile } from '@entente/shared/evidence/evidence-file';
import { sayVerified } from '@entente/shared/evidence/say-check';
import type { Event } from '@entente/shared/negotiation/events';
import { rulesVersion } from '@entente/shared/negotiation/rules-version';
import { readCoseKey } from '@entente/shared/signing/cose-key';
import type { KeyAdded } from '@entente/shared/signing/key-added';
import { evidenceDigest } from '@entente/shared/signing/proof';
import { statementDigest } from '@entente/shared/signing/statement';
import { type CanonicalText, factsOfText, partDigests } from '@entente/shared/text/digest';
import { describe, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import { copied, givenFrozen, givenSigned, people, rechained, SignedConvention } from '../support/signed-convention.ts';
import { codesThat, failuresOf, reportOn } from '../support/verifying.ts';

const { relais, ville, familles } = people;
/** Nobody sealed these files: tests of the seal are elsewhere. */
const limits: readonly string[] = ['file-seal', ...checksOf.limits];

/** A forger who rewrites the journal from end to end: every event through `change`, and the chain anew. */
function rewritten(file: EvidenceFile, change: (event: Event) => Event | undefined): EvidenceFile {
  const journal = file.journal.flatMap((entry) => {
    const event = change(copied(entry.event));
    return event ? [{ ...entry, event }] : [];
  });
  return rechained({ ...file, journal });
}

/** A forger who changes the statements too, and makes the journal name them: everything but the passkeys. */
function restated(
  file: EvidenceFile,
  change: (statement: EvidenceFile['signatures'][number]['statement']) => void,
): EvidenceFile {
  const known = new Map<string, EvidenceFile['signatures'][number]>();
  const signatures = file.signatures.map((old) => {
    const made = copied(old);
    change(made.statement);
    known.set(evidenceDigest(old), made);
    return made;
  });
  return rewritten({ ...file, signatures }, (event) => {
    if (event.type !== 'ConventionSigned' || !('evidence' in event.proof)) return event;
    const made = known.get(event.proof.evidence);
    if (!made) return event;
    return {
      ...event,
      statement: statementDigest(made.statement),
      proof: { ...event.proof, evidence: evidenceDigest(made) },
    };
  });
}

const signedLater = (convention: SignedConvention) => convention.at('2026-03-12T10:00:00.000Z');

describe('an honest file', () => {
  test('SIG-2: everything holds but what no file can prove', async () => {
    const report = await reportOn(givenSigned().evidence());
    expect(codesThat('fails', report)).toEqual([]);
    expect(codesThat('unknown', report).filter((code) => !limits.includes(code))).toEqual([]);
    const seen = new Set(report.checks.map(({ code }) => code));
    const expected = [checksOf.text, checksOf.journal, checksOf.signature, checksOf.signatures].flat();
    expect(expected.filter((code) => !seen.has(code))).toEqual(['weaker-proof']);
    expect(report.checks.filter(({ code }) => code === 'passkey-signature')).toHaveLength(3);
  });

  test('SIG-2: passkeys of every usual kind are verified', async () => {
    const convention = signedLater(givenFrozen()).signs(relais.director, { authenticator: new Authenticator(-8) });
    convention.signs(ville.director, { authenticator: new Authenticator(-257) }).signs(familles.director);
    expect(await failuresOf(convention.evidence())).toEqual([]);
    expect(convention.signatures.map(({ proof }) => proof.kind === 'passkey' && proof.algorithm)).toEqual([
      -8, -257, -7,
    ]);
  });

  test('NEG-5: a convention that one party has not signed is told apart from a forged one', async () => {
    const report = await reportOn(signedLater(givenFrozen()).signs(relais.director).signs(ville.director).evidence());
    expect(codesThat('fails', report)).toEqual(['signed-by-all']);
    expect(report.checks.find(({ code }) => code === 'signed-by-all')?.data?.organisations).toEqual([
      familles.director.organisation,
    ]);
  });

  test('SIG-1: a delegate signs by the delegation that the journal records', async () => {
    const convention = givenFrozen();
    convention.does(familles.director, { type: 'recordDelegation', person: familles.manager.person });
    signedLater(convention).signs(familles.manager).signs(relais.director).signs(ville.director);
    expect(await failuresOf(convention.evidence())).toEqual([]);
    expect(convention.signatures[0]?.statement).toMatchObject({
      capacity: 'delegate',
      delegation: { by: familles.director.person },
    });
  });

  test('SIG-2: a refused try between statement and signature changes nothing', async () => {
    const convention = signedLater(givenFrozen());
    const { head } = convention;
    const at = '2026-03-12T10:00:00.000Z';
    convention.happens({
      type: 'CommandRefused',
      command: 'signConvention',
      codes: ['already-signed'],
      at,
      by: ville.director.person,
    });
    convention.signs(relais.director, { head });
    expect(await failuresOf(convention.evidence())).toEqual(['signed-by-all']);
  });

  test('SIG-2: the signatures of a round that ended in a refusal are verified too', async () => {
    const convention = signedLater(givenFrozen()).signs(relais.director);
    convention.does(ville.director, { type: 'refuseToSign', reason: 'Le conseil a dit non.' });
    const { meetings } = convention.existing;
    const meeting = meetings.at(-1)?.id ?? '';
    for (const section of Object.keys(convention.text) as 'values'[]) {
      const digest = partDigests(convention.facts)[section];
      convention.does(ville.manager, { type: 'takeStance', section, position: 'agree', digest });
    }
    for (const by of [relais.director, ville.director, familles.director]) {
      convention.does(by, { type: 'approveConvention', meeting, digest: convention.facts.digest });
    }
    for (const by of [relais.director, ville.director, familles.director]) convention.signs(by);
    const report = await reportOn(convention.evidence());
    expect(codesThat('fails', report)).toEqual([]);
    expect(report.checks.filter(({ code }) => code === 'passkey-signature').map(({ about }) => about?.round)).toEqual([
      1, 2, 2, 2,
    ]);
  });

  test('SIG-2: a password and a code are told as the weaker proof', async () => {
    const at = '2026-03-12T10:00:00.000Z';
    const convention = signedLater(givenFrozen()).signs(relais.director, {
      proof: () => ({ kind: 'password-and-code', sentTo: 'ab'.repeat(32), at }),
    });
    const report = await reportOn(convention.signs(ville.director).signs(familles.director).evidence());
    expect(codesThat('fails', report)).toEqual([]);
    expect(codesThat('unknown', report)).toContain('weaker-proof');
    expect(report.verdict).toBe('unsure');
  });

  const reset = { at: '2026-03-08T10:00:00.000Z', passwordReset: '2026-03-01T10:00:00.001Z' };
  const withKey = (added: KeyAdded) => {
    const convention = signedLater(givenFrozen()).signs(relais.director, { added });
    return convention.signs(ville.director).signs(familles.director).evidence();
  };

  test('SIG-2: a passkey that was added just after a reset of the password is told as worth no more than the reset', async () => {
    const report = await reportOn(withKey(reset));
    expect(codesThat('fails', report)).toEqual([]);
    expect(report.checks.filter(({ code }) => code === 'key-added').map(({ status }) => status)).toEqual([
      'unknown',
      'holds',
      'holds',
    ]);
    expect(report.verdict).toBe('unsure');
    const later = await reportOn(withKey({ ...reset, passwordReset: '2026-03-01T10:00:00.000Z' }));
    expect(codesThat('unknown', later)).not.toContain('key-added');
  });

  test('SIG-2: nor can a forger hide it: the journal and the evidence must say the same, and a key signs after it was added', async () => {
    const hidden = rewritten(withKey(reset), (event) => {
      if (event.type !== 'ConventionSigned' || event.proof.kind === 'password') return event;
      const { afterReset: _hidden, ...proof } = event.proof;
      return { ...event, proof };
    });
    expect(await failuresOf(hidden)).toContain('evidence');
    expect(await failuresOf(withKey({ ...reset, at: '2026-03-13T10:00:00.000Z' }))).toEqual(['key-added']);
  });
});

describe('a replayed signature', () => {
  /** The same parties approved another text. */
  function onAnotherText(file: EvidenceFile): EvidenceFile {
    const text: CanonicalText = {
      ...file.text,
      budget: [...file.text.budget, { type: 'paragraph', content: [{ type: 'text', text: 'Dix fois plus.' }] }],
    };
    const facts = factsOfText(text);
    const before = factsOfText(file.text);
    const digests = new Map<string, string>([
      [file.digest, facts.digest],
      [before.sections.budget.digest, facts.sections.budget.digest],
    ]);
    const change = (_key: string, value: unknown) =>
      typeof value === 'string' ? (digests.get(value) ?? value) : value;
    return rewritten(
      { ...file, text, digest: facts.digest },
      (event) => JSON.parse(JSON.stringify(event, change)) as Event,
    );
  }

  test('F-55: on another text is found by the statement, and by the passkey when the statement is changed too', async () => {
    const file = onAnotherText(givenSigned().evidence());
    expect(await failuresOf(file)).toEqual(['statement', 'journal-head']);
    const thorough = restated(file, (statement) => {
      statement.text = file.digest;
    });
    expect(await failuresOf(thorough)).toContain('challenge');
  });

  test.each([
    [
      'person',
      'unknown',
      (event: Event) =>
        event.type === 'ConventionSigned' && event.organisation === familles.director.organisation
          ? { ...event, by: familles.manager.person }
          : event,
    ],
    [
      'person of another organisation',
      'fails',
      (event: Event) =>
        event.type === 'ConventionSigned' && event.organisation === familles.director.organisation
          ? { ...event, by: relais.manager.person }
          : event,
    ],
  ])('F-55: by another %s', async (_what, expected, change) => {
    const report = await reportOn(rewritten(givenSigned().evidence(), change));
    expect(codesThat('fails', report)).toContain('statement');
    const capacities = report.checks.filter(({ code }) => code === 'capacity').map(({ status }) => status);
    expect(capacities).toContain(expected);
  });

  test('F-55: of one party for another', async () => {
    const file = givenSigned().evidence();
    const [first] = file.signatures;
    const forged = rewritten({ ...file, signatures: file.signatures.slice(0, 2) }, (event) =>
      event.type === 'ConventionSigned' && event.organisation === ville.director.organisation && first
        ? {
            ...event,
            statement: statementDigest(first.statement),
            proof: { kind: 'passkey', evidence: evidenceDigest(first) },
          }
        : event,
    );
    expect(await failuresOf(forged)).toEqual(expect.arrayContaining(['statement']));
  });

  test('F-55: of another convention', async () => {
    const other = givenSigned().evidence();
    const forged = restated(other, (statement) => {
      statement.convention = '00000000-0000-4000-8000-00000000beef';
    });
    expect(await failuresOf(forged)).toEqual(expect.arrayContaining(['statement', 'challenge']));
  });

  test('SIG-2: one statement serves once, and one key serves one person', async () => {
    const authenticator = new Authenticator();
    const convention = signedLater(givenFrozen()).signs(relais.director, { authenticator });
    const nonce = convention.signatures[0]?.statement.nonce ?? '';
    convention.signs(ville.director, { authenticator, statement: (made) => ({ ...made, nonce }) });
    expect(await failuresOf(convention.evidence())).toEqual(expect.arrayContaining(['nonces', 'keys']));
  });

  test('SIG-2: one key serves one person, in whatever order its members are written', async () => {
    const authenticator = new Authenticator();
    const convention = signedLater(givenFrozen()).signs(relais.director, { authenticator });
    convention.signs(ville.director, {
      proof: (statement) => {
        const proof = authenticator.signs(statement);
        const key = Buffer.from(proof.publicKey, 'base64url');
        const other = Buffer.concat([key.subarray(0, 1), key.subarray(3, 5), key.subarray(1, 3), key.subarray(5)]);
        return { ...proof, credential: 'another', publicKey: other.toString('base64url') };
      },
    });
    expect(await failuresOf(convention.evidence())).toEqual(['signed-by-all', 'keys']);
  });
});

describe('what an authenticator may get wrong', () => {
  const forge = (misdeeds: Parameters<Authenticator['signs']>[1]) =>
    signedLater(givenFrozen())
      .signs(relais.director, misdeeds ? { misdeeds } : {})
      .evidence();

  test.each([
    ['F-56: nobody verified who was there', { flags: 0x01 }, ['user-verified']],
    ['F-56: nobody was there', { flags: 0x04 }, ['user-verified']],
    [
      'F-56: another origin asked',
      { origin: 'https://evil.example.org', relyingParty: 'entente.example.org' },
      ['origin'],
    ],
    ['F-56: the page was inside another', { crossOrigin: true }, ['origin']],
    ['F-56: the key is for another relying party', { relyingParty: 'evil.example.org' }, ['relying-party']],
    ['F-56: it is a registration, not an assertion', { type: 'webauthn.create' }, ['challenge']],
    ['F-55: another challenge was signed', { challenge: new Uint8Array(32) }, ['challenge']],
  ])('%s', async (_what, misdeeds, expected) => {
    expect(await failuresOf(forge(misdeeds))).toEqual(['signed-by-all', ...expected]);
  });

  test('F-56: a phishing site that does everything in its own name', async () => {
    const file = forge({ origin: 'https://evil.example.org' });
    expect(await failuresOf(file)).toEqual(['signed-by-all', 'origin', 'relying-party']);
    const thorough = restated(file, (statement) => {
      statement.origin = 'https://evil.example.org';
    });
    expect(await failuresOf(thorough)).toContain('challenge');
  });

  test('SIG-2: what is said of copies of the key is what the device said', async () => {
    expect(await failuresOf(forge({ flags: 0x1d }))).toEqual(['signed-by-all']);
    expect(await failuresOf(forge({ flags: 0x15 }))).toEqual(['signed-by-all', 'backup']);
  });

  test.each([
    ['an Ed25519 point of order one', -8, `a401010327200621 5820 01${'00'.repeat(31)}`],
    ['an Ed25519 point of order two', -8, `a401010327200621 5820 ec${'ff'.repeat(30)}7f`],
    ['an Ed25519 point of order one, its sign set', -8, `a401010327200621 5820 01${'00'.repeat(30)}80`],
    ['an Ed25519 point of order one, in another form', -8, `a401010327200621 5820 ee${'ff'.repeat(30)}7f`],
    [
      'an Ed25519 point of order eight',
      -8,
      'a401010327200621 5820 c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    ],
    ['an RSA exponent of one', -257, `a401030339010020590100 ${'ff'.repeat(255)}fd 2141 01`],
    ['an RSA modulus of 512 bits', -257, `a4010303390100205840 ${'ff'.repeat(63)}fd 2143 010001`],
    ['an RSA modulus behind zeros', -257, `a401030339010020590100 ${'00'.repeat(192)}${'ff'.repeat(63)}fd 2143 010001`],
  ] as const)('SIG-2: %s is no key, since anybody could sign with it', async (_what, algorithm, hex) => {
    const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
    expect(readCoseKey(Uint8Array.from(bytes), algorithm)).toBeUndefined();
    const convention = signedLater(givenFrozen()).signs(relais.director, {
      proof: (statement) => ({
        ...new Authenticator(algorithm).signs(statement),
        publicKey: bytes.toString('base64url'),
        // R the neutral point, S zero.
        signature: Buffer.from(`01${'00'.repeat(63)}`, 'hex').toString('base64url'),
      }),
    });
    expect(await failuresOf(convention.evidence())).toEqual(['signed-by-all', 'passkey-signature']);
  });

  test('SIG-2: another key than the one that signed', async () => {
    const convention = signedLater(givenFrozen()).signs(relais.director, {
      proof: (statement) => ({
        ...new Authenticator().signs(statement),
        publicKey: new Authenticator().signs(statement).publicKey,
      }),
    });
    expect(await failuresOf(convention.evidence())).toEqual(['signed-by-all', 'passkey-signature']);
  });
});

describe('the journal', () => {
  const file = givenSigned().evidence();
  const without = (place: number) => ({ ...file, journal: file.journal.filter((_, index) => index !== place) });
  const swapped = (a: number, b: number) => {
    const journal = [...file.journal];
    [journal[a], journal[b]] = [journal[b] as (typeof journal)[0], journal[a] as (typeof journal)[0]];
    return { ...file, journal };
  };

  test.each([1, 20, file.journal.length - 2])('F-59: entry %i removed', async (place) => {
    expect(await failuresOf(without(place))).toContain('chain');
    const failures = await failuresOf(rechained(without(place)));
    expect(failures.length).toBeGreaterThan(0);
    expect(failures).not.toContain('chain');
  });

  test('F-59: any entry removed before the last signature is found, even when the chain is written anew', async () => {
    for (let place = 0; place < file.journal.length - 1; place += 1) {
      expect(await failuresOf(rechained(without(place))), `entry ${place + 1}`).not.toEqual([]);
    }
  });

  test('F-59: entries in another order', async () => {
    expect(await failuresOf(swapped(5, 6))).toContain('chain');
    expect(await failuresOf(rechained(swapped(30, 31)))).toContain('journal-head');
  });

  test('F-59: a fork: signatories who saw two journals', async () => {
    const [one, other] = [signedLater(givenFrozen()), signedLater(givenFrozen())];
    other.happens({
      type: 'CommandRefused',
      command: 'signConvention',
      codes: [],
      at: '2026-03-12T09:00:00.000Z',
      by: ville.director.person,
    });
    one.signs(relais.director).signs(ville.director, { head: other.head });
    expect(await failuresOf(one.evidence())).toEqual(['signed-by-all', 'journal-head']);
  });

  test('F-59: the end cut off leaves a convention that is not signed by all', async () => {
    const cut = { ...file, journal: file.journal.slice(0, -2), signatures: file.signatures.slice(0, -1) };
    expect(await failuresOf(cut)).toEqual(['signed-by-all']);
  });

  test('APP-2: a delegation given after the statement and before the signature', async () => {
    const convention = signedLater(givenFrozen());
    const { head } = convention;
    convention.does(familles.director, { type: 'recordDelegation', person: familles.manager.person });
    convention.signs(relais.director, { head });
    expect(await failuresOf(convention.evidence())).toEqual(['signed-by-all', 'journal-head']);
  });

  test('SIG-2: an answer after five minutes', async () => {
    const convention = signedLater(givenFrozen()).signs(relais.director, {
      statement: (made) => ({ ...made, at: '2026-03-12T09:54:59.000Z' }),
    });
    expect(await failuresOf(convention.evidence())).toEqual(['signed-by-all', 'in-time']);
  });

  test('SIG-1: a commune whose assembly had not voted', async () => {
    const unvoted = rewritten(file, (event) => (event.type === 'DeliberationRecorded' ? undefined : event));
    const failures = await failuresOf(unvoted);
    expect(failures).toEqual(expect.arrayContaining(['statement', 'rules-at-signature']));
  });

  test('DOC-9: a text that the rules would not have let pass', async () => {
    const text = { ...file.text, budget: file.text.budget.filter(({ type }) => type !== 'row') };
    const report = await reportOn({ ...file, text, digest: factsOfText(text).digest });
    expect(codesThat('fails', report)).toEqual(
      expect.arrayContaining(['text-digest', 'part-digests', 'rules-at-approval']),
    );
    expect(report.checks.find(({ code }) => code === 'rules-at-approval')?.data?.words).toContain('DOC-9');
  });

  test.each([
    ['of before, that don’t say which', undefined],
    ['of another version', rulesVersion + 1],
  ])(
    'SIG-3: under rules %s, what these rules ask beyond breaks nothing, and is not told as met',
    async (_what, rules) => {
      const under = ({ event, ...entry }: EvidenceFile['journal'][number]) => {
        if (event.type !== 'ConventionApproved' && event.type !== 'ConventionSigned') return { ...entry, event };
        const { rules: _same, ...others } = event;
        return { ...entry, event: rules === undefined ? others : { ...others, rules } };
      };
      const honest = rechained({ ...file, journal: file.journal.map(under) });
      const found = (report: Awaited<ReturnType<typeof reportOn>>, code: CheckCode) =>
        report.checks.filter((check) => check.code === code).map(({ status }) => status);
      expect(found(await reportOn(honest), 'rules-at-approval')).toEqual(['holds']);
      const text = { ...file.text, budget: file.text.budget.filter(({ type }) => type !== 'row') };
      const report = await reportOn({ ...honest, text, digest: factsOfText(text).digest });
      expect(found(report, 'rules-at-approval')).toEqual(['unknown']);
      for (const language of ['fr', 'en'] as const) {
        const sentences = sayVerified(report, language).groups.flatMap(({ checks }) =>
          checks.filter(({ check }) => check.code === 'rules-at-approval').map(({ sentence }) => sentence),
        );
        expect(sentences.join()).toMatch(language === 'fr' ? /sous d’autres règles/ : /under other rules/);
      }
    },
  );

  test('NEG-1: both meetings on one day', async () => {
    const sameDay = rewritten(file, (event) =>
      event.at.startsWith('2026-03-03') ? { ...event, at: event.at.replace('2026-03-03', '2026-03-10') } : event,
    );
    expect(await failuresOf(sameDay)).toEqual(expect.arrayContaining(['no-approval-at-first-meeting']));
    const report = await reportOn(sameDay);
    expect(report.checks.find(({ code }) => code === 'no-approval-at-first-meeting')?.data?.organisations).toHaveLength(
      3,
    );
  });

  test('F-60: the clock set back for the first meeting', async () => {
    const back = rewritten(file, (event) =>
      event.at.startsWith('2026-03-03') ? { ...event, at: event.at.replace('2026-03-03', '2026-02-20') } : event,
    );
    expect(await failuresOf(back)).toEqual(expect.arrayContaining(['times', 'journal-head']));
  });

  test('F-60: a clock that is set right by seconds is no fraud', async () => {
    const convention = signedLater(givenFrozen()).signs(relais.director);
    convention.at('2026-03-12T09:59:55.000Z').signs(ville.director);
    expect(await failuresOf(convention.evidence())).toEqual(['signed-by-all']);
  });
});

describe('evidence that does not belong', () => {
  const isApproval = (event: Event) =>
    event.type === 'ConventionApproved' && event.organisation === relais.director.organisation;
  test.each<[string, CheckCode, (event: Event) => readonly Event[]]>([
    ['an approval by somebody of no party', 'replay', (event) => [isApproval(event) ? { ...event, by: 'x' } : event]],
    [
      'an approval by another party’s director',
      'replay',
      (event) => [isApproval(event) ? { ...event, by: ville.director.person } : event],
    ],
    [
      'a party’s word given by another',
      'replay',
      (event) => [event.type === 'StanceTaken' ? { ...event, by: ville.manager.person } : event],
    ],
    [
      'who was there, ticked by another party',
      'replay',
      (event) => [event.type === 'AttendanceRecorded' ? { ...event, by: relais.manager.person } : event],
    ],
    ['minutes by nobody', 'replay', (event) => [event.type === 'MinutesWritten' ? { ...event, by: 'x' } : event]],
    [
      'an approval by one who may not commit',
      'rules-at-approval',
      (event) => [isApproval(event) ? { ...event, by: relais.manager.person } : event],
    ],
    [
      'an approval by one who was not there',
      'rules-at-approval',
      (event) => (event.type === 'AttendanceRecorded' && event.person === ville.director.person ? [] : [event]),
    ],
    ['one party’s approval twice', 'rules-at-approval', (event) => (isApproval(event) ? [event, event] : [event])],
  ])('APP-1: %s, though all have signed it', async (_what, code, change) => {
    const honest = givenFrozen();
    const forged = new SignedConvention(honest.text);
    for (const { event } of honest.journal) forged.happens(...change(event));
    forged.at('2026-03-12T10:00:00.000Z');
    for (const { director } of Object.values(people)) forged.signs(director);
    expect(await failuresOf(forged.evidence())).toContain(code);
  });

  test('SIG-2: a signature without its evidence', async () => {
    const file = givenSigned().evidence();
    expect(await failuresOf({ ...file, signatures: file.signatures.slice(1) })).toEqual(['evidence']);
  });

  test('SIG-2: evidence of a signature that the journal does not know', async () => {
    const [file, other] = [givenSigned().evidence(), givenSigned().evidence()];
    expect(await failuresOf({ ...file, signatures: [...file.signatures, ...other.signatures.slice(0, 1)] })).toEqual([
      'none-left-over',
    ]);
  });
});

describe('the sentences', () => {
  test('every outcome is said in French and in English, with every blank filled in', async () => {
    const signed = givenSigned().evidence();
    const broken = rewritten({ ...signed, signatures: signed.signatures.slice(1) }, (event) =>
      event.type === 'TextFrozen' ? { ...event, digest: '0'.repeat(64) } : event,
    );
    const files = [
      signed,
      broken,
      { ...signed, journal: signed.journal.slice(3) },
      signedLater(givenFrozen()).evidence(),
    ];
    for (const file of files) {
      for (const language of ['fr', 'en'] as const) {
        const { title, what, convention, groups } = sayVerified(await reportOn(file), language);
        const said = groups.flatMap(({ title: heading, checks }) => [
          heading,
          ...checks.flatMap(({ sentence, status }) => [sentence, status]),
        ]);
        expect(
          [title, what, ...said].filter(
            (sentence) => sentence.trim() === '' || /\{\{|\? ?\)|undefined|«\s?\?\s?»/.test(sentence),
          ),
        ).toEqual([]);
        expect(convention === undefined || convention === 'Convention de répit').toBe(true);
      }
    }
  });

  test('names are shown as names, and can’t write on a terminal', async () => {
    const file = givenSigned().evidence();
    const [first, ...others] = file.names.organisations;
    const named = {
      ...file,
      names: {
        ...file.names,
        organisations: [{ id: first?.id ?? '', name: 'Relais\u001b[2J\u202e\u061c\u2029' }, ...others],
      },
    };
    const { groups } = sayVerified(await reportOn(named), 'fr');
    const headings = groups.map(({ title }) => title).join('\n');
    expect(headings).toContain('Commune de Valmer');
    expect(headings).toContain('Relais\ufffd[2J\ufffd\ufffd\ufffd');
  });
});
