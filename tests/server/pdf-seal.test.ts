import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConventionPdf } from '@entente/server/pdf/convention-pdf';
import { createPdfRenderer } from '@entente/server/pdf/pdf-renderer';
import { loadSealIdentity, type SealSettings } from '@entente/server/sealing/seal-identity';
import { createSealer } from '@entente/server/sealing/sealer';
import { timestampAuthority } from '@entente/server/sealing/timestamp-authority';
import { ContentInfo, SignedData } from 'pkijs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { hasProgram } from '../support/has-program.ts';
import { conventionToPrint, everyParticular } from '../support/pdf-inputs.ts';
import { readPdf } from '../support/read-pdf.ts';
import { type AuthorityMood, type FakeAuthority, openAuthority } from '../support/timestamp-authority.ts';

const folder = mkdtempSync(join(tmpdir(), 'seal-'));
const place = {
  dataDirectory: join(folder, 'data'),
  publicUrl: 'https://entente.example.org',
  clock: () => new Date('2026-11-20T10:00:00.000Z'),
};
const renderer = createPdfRenderer();
let authority: FakeAuthority;
beforeAll(async () => {
  authority = await openAuthority();
});
afterAll(async () => {
  await renderer.close();
  await authority.close();
  rmSync(folder, { recursive: true });
});

const evidence = Buffer.from('{"format":"entente/evidence/1","mots":"é"}');
const hash = 'a3'.repeat(32);
const inForce = conventionToPrint(everyParticular, {
  status: { kind: 'inForce', frozenAt: '2026-11-18T09:12:00.000Z', since: '2026-11-19T15:00:00.000Z' },
  journal: { version: 128, hash },
  evidence,
  signatures: [
    {
      organisation: 'tilleuls',
      person: 'Directrice des Tilleuls',
      capacity: 'director',
      at: '2026-11-19T15:00:00.000Z',
      proof: { kind: 'passkey', evidence: hash },
      statement: hash,
    },
    {
      organisation: 'valmer',
      person: 'Cheffe de service',
      capacity: 'delegate',
      at: '2026-11-19T14:00:00.000Z',
      proof: { kind: 'password-and-code', evidence: hash },
      statement: hash.replace('a3', 'b4'),
    },
  ],
});

const warnings: unknown[] = [];
const log = { warn: (...said: unknown[]) => void warnings.push(said) } as unknown as Parameters<
  typeof createSealer
>[0]['log'];

async function sealed(given: { settings?: SealSettings; url?: string; patienceMs?: number } = {}) {
  const identity = await loadSealIdentity(given.settings ?? { kind: 'own' }, place);
  const authority = given.url === undefined ? null : timestampAuthority(given.url, given.patienceMs);
  const sealer = createSealer({ identity, authority, clock: place.clock, log });
  return sealer.seal((seal) => renderer.renderConvention({ ...inForce, seal } satisfies ConventionPdf));
}

/** What another program says of the seal. */
function pdfsig(pdf: Uint8Array): string {
  const file = join(folder, 'sealed.pdf');
  writeFileSync(file, pdf);
  try {
    return execFileSync('pdfsig', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    // It ends with 1 for a signature that is not valid, and says so all the same.
    return (error as { stdout: string }).stdout;
  }
}

/** The signature's own structure, read by pkijs. */
function cmsOf(pdf: Uint8Array): SignedData {
  const raw = Buffer.from(pdf).toString('latin1');
  const hex = /\/Contents\s*<([0-9A-Fa-f]+)>/.exec(raw.slice(raw.lastIndexOf('/ByteRange')))?.[1] ?? '';
  const info = ContentInfo.fromBER(Uint8Array.from(Buffer.from(hex, 'hex')).buffer);
  return new SignedData({ schema: info.content });
}

const attributesOf = (pdf: Uint8Array) =>
  cmsOf(pdf).signerInfos.map(({ signedAttrs, unsignedAttrs }) => ({
    signed: signedAttrs?.attributes.map(({ type }) => type).sort(),
    unsigned: unsignedAttrs?.attributes.map(({ type }) => type) ?? [],
  }));

const timestampToken = '1.2.840.113549.1.9.16.2.14';

describe.skipIf(!hasProgram('pdfsig'))('SIG-3: another program says that the seal is valid', () => {
  it('covers the whole document, and every change of a byte is seen', async () => {
    const { pdf } = await sealed();
    const said = pdfsig(pdf);
    expect(said).toContain('Signature Type: ETSI.CAdES.detached');
    expect(said).toContain('Total document signed');
    expect(said).toContain('Signature is Valid.');
    const places = [100, Math.floor(pdf.length / 2), pdf.length - 400];
    for (const place of places) {
      const changed = Uint8Array.from(pdf);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(pdfsig(changed), `byte ${place}`).not.toContain('Signature is Valid.');
    }
    expect(pdfsig(Buffer.concat([pdf, Buffer.from('\n%more\n')]))).not.toContain('Total document signed');
  });

  it('with a timestamp too, and with keys of the operator’s', async () => {
    authority.mood = 'answers';
    expect(pdfsig((await sealed({ url: authority.url })).pdf)).toContain('Signature is Valid.');
    expect(pdfsig((await sealed({ settings: operatorsPem('rsa') })).pdf)).toContain('Signature is Valid.');
  });
});

describe('SIG-3: the sealed document', () => {
  it('stays what Typst made: tagged PDF/A-3b, its metadata and colours untouched', async () => {
    const { pdf } = await sealed();
    const read = await readPdf(pdf);
    expect(read.archival).toBe('3B');
    expect(read.isTagged).toBe(true);
    const raw = Buffer.from(pdf).toString('latin1');
    const update = raw.slice(raw.lastIndexOf('%%EOF', raw.lastIndexOf('/ByteRange')));
    // The appended part has the seal's three objects and a new catalog that keeps all of the old one's entries.
    expect(raw.match(/\/GTS_PDFA1/g)).toHaveLength(1);
    expect(update).toMatch(/\/Type \/Catalog[\s\S]*\/Metadata \d+ 0 R[\s\S]*\/OutputIntents \d+ 0 R[\s\S]*\/AcroForm/);
    expect(update).toMatch(/\/AF\b/);
    expect(update).not.toMatch(/\/Producer|\/ModDate|\/Helv|\/NeedAppearances true/);
    // ISO 19005-3, 6.3.2: an annotation is printed, and never hidden.
    expect(update).toMatch(/\/Subtype \/Widget[\s\S]*\/F 132/);
  });

  it('carries the evidence as an associated file, byte for byte', async () => {
    const { pdf } = await sealed();
    const file = (await readPdf(pdf)).attachments.get('evidence.json');
    expect(Buffer.from(file ?? []).equals(evidence)).toBe(true);
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw).toMatch(/\/AFRelationship \/Data/);
  });

  it('is signed as PAdES baseline asks: the certificate named within, no signing time there', async () => {
    const [attributes] = attributesOf((await sealed()).pdf);
    expect(attributes).toEqual({
      signed: ['1.2.840.113549.1.9.16.2.47', '1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4'],
      unsigned: [],
    });
  });

  it('says on its page who signed by which proof, the journal’s head, the seal, and what is not claimed', async () => {
    const { pdf } = await sealed();
    const { pages, words } = await readPdf(pdf);
    const signatures = pages.at(-2) ?? '';
    expect(signatures).toContain('Preuve : clé d’accès (passkey)');
    expect(signatures).toContain('Preuve plus faible : mot de passe et code reçu par courriel');
    expect(signatures.replaceAll(' ', '')).toContain(hash);
    const proof = pages.at(-1) ?? '';
    for (const said of [
      'Tête du journal, entrée 128',
      hash,
      'signatures électroniques simples',
      'Ni avancées ni qualifiées',
      'apposé le 20 novembre 2026 à 11:00 (Europe/Paris, UTC+1)',
      'CN=Entente (entente.example.org)',
      'Le serveur a fait ce certificat lui-même',
      'Aucun : ce serveur n’est relié à aucune autorité d’horodatage.',
      'evidence.json',
    ]) {
      expect(proof.replaceAll('- ', '-')).toContain(said);
    }
    const { fingerprint } = await loadSealIdentity({ kind: 'own' }, place);
    expect(proof.replaceAll(' ', '')).toContain(fingerprint);
    expect(words).not.toMatch(/signatures? (avancée|qualifiée)s? au sens/);
  });
});

describe('F-61: the timestamp authority', () => {
  it('gives a token: the seal bears it, the page and the properties say so', async () => {
    authority.mood = 'answers';
    const { pdf, timestamp } = await sealed({ url: authority.url });
    expect(timestamp).toBe('granted');
    expect(attributesOf(pdf)[0]?.unsigned).toEqual([timestampToken]);
    expect((await readPdf(pdf)).pages.at(-1)).toContain(`de ${new URL(authority.url).host}`);
    expect(Buffer.from(pdf).toString('latin1')).toContain('seal:PAdES-B-T');
  });

  const misbehaviours: readonly AuthorityMood[] = [
    'rejects',
    'fails',
    'hangs',
    'hangs-in-the-middle',
    'other-bytes',
    'other-nonce',
    'bad-signature',
    'garbage',
    'endless',
    'out-of-date',
    'too-long',
  ];
  it.each(misbehaviours)(
    '%s: sealed without, and it is said on the page, in the properties and in the answer',
    async (mood) => {
      authority.mood = mood;
      warnings.length = 0;
      const { pdf, timestamp } = await sealed({
        url: authority.url,
        patienceMs: mood.startsWith('hangs') ? 700 : 20_000,
      });
      expect(timestamp).toBe('failed');
      expect(attributesOf(pdf)[0]?.unsigned).toEqual([]);
      const page = (await readPdf(pdf)).pages.at(-1) ?? '';
      expect(page).toContain(`l’autorité ${new URL(authority.url).host} n’a pas donné de jeton valable`);
      const raw = Buffer.from(pdf).toString('latin1');
      expect(raw).toContain('seal:PAdES-B-B timestamp:failed');
      expect(raw).not.toContain('PAdES-B-T');
      expect(warnings).toHaveLength(1);
    },
  );

  it('is not there at all: said too', async () => {
    const gone = await openAuthority();
    await gone.close();
    expect((await sealed({ url: gone.url })).timestamp).toBe('failed');
  });
});

/** OpenSSL as the authority: tokens that nobody here has written, RSA, with a chain of two certificates. */
async function openSslAuthority(): Promise<{ url: string; close(): void }> {
  const at = (name: string) => join(folder, name);
  const config = `
[ca]\nbasicConstraints = critical,CA:TRUE\n[ext]\nextendedKeyUsage = critical,timeStamping
[tsa]\ndefault_tsa = one\n[one]\nserial = ${at('tsa.serial')}\ncrypto_device = builtin\nsigner_cert = ${at('tsa.pem')}
certs = ${at('tsa-ca.pem')}\nsigner_key = ${at('tsa.key')}\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1
digests = sha256\naccuracy = secs:1\nordering = yes\ntsa_name = yes\ness_cert_id_chain = yes
[req]\ndistinguished_name = dn\n[dn]\n`;
  writeFileSync(at('tsa.cnf'), config);
  writeFileSync(at('tsa.serial'), '01\n');
  const make = (name: string, extension: string, more: readonly string[]) =>
    openssl(
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-config', at('tsa.cnf'), '-extensions', extension],
      ...['-subj', `/CN=${name}`, '-days', '3650', '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`), ...more],
    );
  make('tsa-ca', 'ca', []);
  make('tsa', 'ext', ['-CA', at('tsa-ca.pem'), '-CAkey', at('tsa-ca.key')]);
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      writeFileSync(at('query.tsq'), Buffer.concat(pieces));
      openssl('ts', '-reply', '-config', at('tsa.cnf'), '-queryfile', at('query.tsq'), '-out', at('reply.tsr'));
      response.end(readFileSync(at('reply.tsr')));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => void server.close() };
}

test.skipIf(!hasProgram('openssl'))(
  'F-61: a token by OpenSSL is taken, and OpenSSL finds it good in the sealed document',
  async () => {
    const other = await openSslAuthority();
    try {
      const { pdf, timestamp } = await sealed({ url: other.url });
      expect(timestamp).toBe('granted');
      const [signer] = cmsOf(pdf).signerInfos;
      const token = signer?.unsignedAttrs?.attributes[0]?.values[0] as { toBER(): ArrayBuffer };
      writeFileSync(join(folder, 'token.der'), Buffer.from(token.toBER()));
      writeFileSync(join(folder, 'signature'), Buffer.from(signer?.signature.valueBlock.valueHexView ?? []));
      const said = execFileSync(
        'openssl',
        ['ts', '-verify', '-token_in', '-in', 'token.der', '-data', 'signature', '-CAfile', 'tsa-ca.pem'],
        { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
      );
      expect(said).toContain('Verification: OK');
    } finally {
      other.close();
    }
  },
);

function operatorsPem(kind: 'rsa' | 'ec' | 'weak', curve = 'prime256v1'): Extract<SealSettings, { kind: 'pem' }> {
  const key = join(folder, `${kind}-${curve}.key`);
  const certificate = join(folder, `${kind}-${curve}.pem`);
  const made =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: curve })
      : generateKeyPairSync('rsa', { modulusLength: kind === 'weak' ? 1024 : 2048 });
  writeFileSync(key, made.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    key,
    '-subj',
    '/CN=Les Tilleuls/O=Cachets',
    '-days',
    '3650',
    '-out',
    certificate,
  );
  return { kind: 'pem', certificate, key };
}

const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' });

describe('the sealing key', () => {
  it('is made once, for its owner only, and kept', async () => {
    const [first, second] = await Promise.all([
      loadSealIdentity({ kind: 'own' }, place),
      loadSealIdentity({ kind: 'own' }, place),
    ]);
    const later = await loadSealIdentity({ kind: 'own' }, place);
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(later.fingerprint).toBe(first.fingerprint);
    const file = join(place.dataDirectory, 'seal.pem');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(first.until.toISOString()).toMatch(/^2036-11/);
    const certificate = new X509Certificate(readFileSync(file));
    expect(certificate.ca).toBe(false);
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  test.skipIf(!hasProgram('openssl'))('can be the operator’s, in PEM or in a PKCS #12 file', async () => {
    const pem = operatorsPem('ec');
    const identity = await loadSealIdentity(pem, place);
    expect(identity).toMatchObject({ isOwn: false, algorithm: 'ES256' });
    expect(identity.subject).toContain('CN=Les Tilleuls');
    const file = join(folder, 'seal.p12');
    openssl('pkcs12', '-export', '-inkey', pem.key, '-in', pem.certificate, '-out', file, '-passout', 'pass:tilleul');
    const p12 = await loadSealIdentity({ kind: 'p12', file, password: 'tilleul' }, place);
    expect(p12.fingerprint).toBe(identity.fingerprint);
    await expect(loadSealIdentity({ kind: 'p12', file, password: 'chêne' }, place)).rejects.toThrow(
      /SEAL_P12_PASSWORD/,
    );
    const page = (await readPdf((await sealed({ settings: pem })).pdf)).pages.at(-1) ?? '';
    expect(page).not.toContain('Le serveur a fait ce certificat lui-même');
  });

  test.skipIf(!hasProgram('openssl'))('is refused in one sentence when it can’t seal', async () => {
    const mixed = { ...operatorsPem('ec'), key: operatorsPem('rsa').key };
    await expect(loadSealIdentity(mixed, place)).rejects.toThrow('The sealing key is not the one');
    await expect(loadSealIdentity(operatorsPem('weak'), place)).rejects.toThrow('at least 2048 bits');
    await expect(loadSealIdentity(operatorsPem('ec', 'secp384r1'), place)).rejects.toThrow('EC P-256');
    const lost = { ...operatorsPem('ec'), key: join(folder, 'none') };
    await expect(loadSealIdentity(lost, place)).rejects.toThrow("SEAL_KEY names a file that can't be read.");
  });
});
