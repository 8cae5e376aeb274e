/** A timestamp authority of our own (RFC 3161): it answers, and it misbehaves in every way that one can. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Integer, ObjectIdentifier, OctetString, Sequence, Utf8String } from 'asn1js';
import {
  Attribute,
  AttributeTypeAndValue,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  MessageImprint,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';

export type AuthorityMood =
  | 'answers'
  | 'rejects'
  | 'fails'
  | 'hangs'
  | 'hangs-in-the-middle'
  | 'other-bytes'
  | 'other-nonce'
  | 'bad-signature'
  | 'garbage'
  | 'out-of-date'
  | 'too-long'
  | 'endless';

export type FakeAuthority = {
  readonly url: string;
  mood: AuthorityMood;
  readonly asked: () => number;
  close(): Promise<void>;
};

const timestampInfo = '1.2.840.113549.1.9.16.1.4';

async function makeSigner() {
  const { subtle } = globalThis.crypto;
  const keys = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: 7 }) });
  for (const name of [certificate.subject, certificate.issuer]) {
    const value = new Utf8String({ value: 'Horloge' });
    name.typesAndValues.push(new AttributeTypeAndValue({ type: '2.5.4.3', value }));
  }
  certificate.notBefore.value = new Date('2020-01-01T00:00:00Z');
  certificate.notAfter.value = new Date('2040-01-01T00:00:00Z');
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(keys.privateKey, 'SHA-256');
  return { certificate, key: keys.privateKey };
}

type Signing = Awaited<ReturnType<typeof makeSigner>>;

async function tokenFor(request: TimeStampReq, { certificate, key }: Signing, mood: AuthorityMood) {
  const { hashAlgorithm, hashedMessage } = request.messageImprint;
  const hashed = new Uint8Array(hashedMessage.valueBlock.valueHexView);
  if (mood === 'other-bytes') hashed[0] = (hashed[0] ?? 0) ^ 1;
  const info = new TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: new MessageImprint({ hashAlgorithm, hashedMessage: new OctetString({ valueHex: hashed.buffer }) }),
    serialNumber: new Integer({ value: 42 }),
    // Its certificate ends in 2040.
    genTime: new Date(mood === 'out-of-date' ? '2041-01-01T00:00:00.000Z' : '2026-12-08T10:00:03.000Z'),
    ...(request.nonce && { nonce: mood === 'other-nonce' ? new Integer({ value: 5 }) : request.nonce }),
  });
  const content = info.toSchema().toBER();
  const digest = await globalThis.crypto.subtle.digest('SHA-256', content);
  // RFC 3161 has the authority name its certificate within what it signs.
  const own = await globalThis.crypto.subtle.digest('SHA-256', certificate.toSchema(true).toBER());
  const named = new Sequence({ value: [new Sequence({ value: [new OctetString({ valueHex: own })] })] });
  const attribute = (type: string, value: unknown) => new Attribute({ type, values: [value] });
  const signed = new SignedData({
    version: 3,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: timestampInfo }),
    // A chain without end: the token is good, and has no room in a seal.
    certificates: Array.from({ length: mood === 'too-long' ? 80 : 1 }, () => certificate),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute('1.2.840.113549.1.9.3', new ObjectIdentifier({ value: timestampInfo })),
            attribute('1.2.840.113549.1.9.4', new OctetString({ valueHex: digest })),
            attribute('1.2.840.113549.1.9.16.2.47', new Sequence({ value: [named] })),
          ],
        }),
      }),
    ],
  });
  // In one piece, as DER wants it; given to the constructor it would be cut into several.
  signed.encapContentInfo.eContent = new OctetString({ valueHex: content });
  await signed.sign(key, 0, 'SHA-256');
  if (mood === 'bad-signature') {
    const value = signed.signerInfos[0]?.signature.valueBlock.valueHexView;
    const last = (value?.length ?? 1) - 1;
    if (value) value[last] = (value[last] ?? 0) ^ 1;
  }
  return new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) });
}

type Question = { readonly body: Buffer; readonly mood: AuthorityMood };

async function answer(response: ServerResponse, { body, mood }: Question, signing: Signing): Promise<void> {
  if (mood === 'hangs') return;
  response.setHeader('content-type', 'application/timestamp-reply');
  if (mood === 'fails') return void response.writeHead(503).end('out of order');
  if (mood === 'garbage') return void response.end('this is no timestamp');
  if (mood === 'endless') {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    };
    response.on('drain', more);
    return more();
  }
  const reply =
    mood === 'rejects'
      ? new TimeStampResp({ status: new PKIStatusInfo({ status: 2 }) })
      : new TimeStampResp({
          status: new PKIStatusInfo({ status: 0 }),
          timeStampToken: await tokenFor(TimeStampReq.fromBER(Uint8Array.from(body).buffer), signing, mood),
        });
  const bytes = Buffer.from(reply.toSchema().toBER());
  if (mood === 'hangs-in-the-middle') return void response.write(bytes.subarray(0, 100));
  response.end(bytes);
}

export async function openAuthority(): Promise<FakeAuthority> {
  const signing = await makeSigner();
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => void answer(response, { body: Buffer.concat(pieces), mood: authority.mood }, signing));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const authority: FakeAuthority = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`,
    mood: 'answers',
    asked: () => asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return authority;
}
