/** The server's own sealing key and self-signed certificate, made once and kept in the data folder for its owner only. */
import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Integer, Utf8String } from 'asn1js';
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  type RelativeDistinguishedNames,
} from 'pkijs';
import { bitsOfKeyUsage, commonName, oid } from './oids.ts';
import type { SealPlace } from './seal-identity.ts';

const years = 10;
const day = 86_400_000;

/** The PEM of key and certificate. The first start of two at once wins; what stands there is never written again. */
export async function ownSealFile(place: SealPlace): Promise<string> {
  const file = join(place.dataDirectory, 'seal.pem');
  const kept = readKept(file);
  if (kept !== undefined) return kept;
  mkdirSync(place.dataDirectory, { recursive: true, mode: 0o700 });
  const whole = `${file}.${randomUUID()}`;
  writeFileSync(whole, await makeSeal(place), { mode: 0o600, flag: 'wx', flush: true });
  try {
    // A link appears with all of its contents, or not at all.
    linkSync(whole, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(whole);
  }
  return readFileSync(file, 'utf8');
}

function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function makeSeal({ publicUrl, clock }: SealPlace): Promise<string> {
  const { subtle } = globalThis.crypto;
  const keys = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const certificate = new Certificate({ version: 2, serialNumber: serialNumber() });
  nameIt(certificate.subject, publicUrl);
  nameIt(certificate.issuer, publicUrl);
  certificate.notBefore.value = new Date(clock().getTime() - day);
  certificate.notAfter.value = new Date(clock().getTime() + years * 365 * day);
  certificate.extensions = [
    new Extension({
      extnID: oid.basicConstraints,
      critical: true,
      extnValue: der(new BasicConstraints({ cA: false })),
    }),
    new Extension({ extnID: oid.keyUsage, critical: true, extnValue: bitsOfKeyUsage.toBER() }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(keys.privateKey, 'SHA-256');
  const key = await subtle.exportKey('pkcs8', keys.privateKey);
  return pem('PRIVATE KEY', key) + pem('CERTIFICATE', certificate.toSchema(true).toBER());
}

function nameIt(names: RelativeDistinguishedNames, publicUrl: string): void {
  const value = new Utf8String({ value: `Entente (${new URL(publicUrl).host})`.slice(0, 64) });
  names.typesAndValues.push(new AttributeTypeAndValue({ type: commonName, value }));
}

/** Positive, and of no meaning. */
function serialNumber(): Integer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return new Integer({ valueHex: Uint8Array.from(bytes).buffer });
}

function der(value: BasicConstraints): ArrayBuffer {
  return value.toSchema().toBER();
}

function pem(label: string, bytes: ArrayBuffer): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
