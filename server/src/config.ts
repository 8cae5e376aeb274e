/**
 * What an operator may set, all by environment variables, all optional:
 *
 * | variable                | default                 | meaning                                                                    |
 * |-------------------------|-------------------------|----------------------------------------------------------------------------|
 * | `PORT`                  | `4000`                  | TCP port, 0 to 65535; 0 takes a free one                                   |
 * | `HOST`                  | `127.0.0.1`             | Address to listen on; `0.0.0.0` for every IPv4 interface                   |
 * | `DATA_DIR`              | `data`                  | Folder of the database, of the secret that signs cookies and of the sealing key |
 * | `PUBLIC_URL`            | `http://localhost:PORT` | Origin that people type; every link uses it. A name, not an IP address     |
 * | `SMTP_URL`              | none                    | `smtp://` or `smtps://` address of a mail server; without it, no mail      |
 * | `MAIL_FROM`             | none                    | Sender of the mail, such as `Entente <entente@example.org>`; with SMTP_URL |
 * | `TRUST_PROXY`           | `0`                     | How many reverse proxies stand in front: their X-Forwarded-For is believed |
 * | `LOG_LEVEL`             | `info`                  | `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`             |
 * | `SEAL_CERTIFICATE`      | its own                 | PEM file of the certificate that seals documents, its chain after it; with SEAL_KEY |
 * | `SEAL_KEY`              | its own                 | PEM file of its private key (EC P-256, or RSA of 2048 bits or more), without a password |
 * | `SEAL_P12`              | none                    | Instead of these two, a PKCS #12 file                                      |
 * | `SEAL_P12_PASSWORD`     | none                    | Its password                                                               |
 * | `TIMESTAMP_URL`         | none                    | Address of an RFC 3161 timestamp authority; without it, seals have the server's time |
 * | `DOCUMENT_MIB`          | `20`                    | Mebibytes that a convention's text may have, its history for merging included |
 * | `MESSAGES_PER_SECOND`   | `200`                   | What one open page may send for long; ten seconds' worth at once           |
 * | `PAGES_PER_PERSON`      | `64`                    | Pages that one person may have open                                        |
 * | `PAGES_PER_ADDRESS`     | `2000`                  | Pages open from one address; an institution may have one for everybody     |
 * | `STRANGERS_PER_MINUTE`  | `300`                   | Tries to connect from one address without being signed in                  |
 *
 * A wrong value is refused at start with one sentence: a server that half understood its settings would surprise later.
 */
import { isIP } from 'node:net';
import { z } from 'zod';
import type { SealSettings } from './sealing/seal-identity.ts';
import { sealSettings, wrongTimestampUrl } from './sealing/seal-settings.ts';
import { usualLargestText, usualWireLimits, type WireLimits } from './text/wire-limits.ts';

export type Mail = { readonly smtpUrl: string; readonly from: string };

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataDirectory: string;
  /** An origin without a trailing slash; `null` follows the port that was really taken. */
  readonly publicUrl: string | null;
  readonly mail: Mail | null;
  readonly seal: SealSettings;
  /** `null`: seals bear no timestamp, and say so. */
  readonly timestampUrl: string | null;
  readonly trustedProxies: number;
  readonly logLevel: (typeof logLevels)[number];
  /** Bytes. */
  readonly largestText: number;
  readonly wire: Pick<
    WireLimits,
    'messagesPerSecond' | 'pagesPerPerson' | 'pagesPerAddress' | 'pendingPerAddress' | 'strangersPerMinute'
  >;
};

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** A whole number written with figures only: `4e3` and ` 4000` are mistakes, not numbers. */
const wholeNumber = (max: number, sentence: string) =>
  z
    .string()
    .regex(/^\d{1,6}$/, sentence)
    .transform(Number)
    .refine((value) => value <= max, sentence);

const atLeastOne = (name: string, max: number) => {
  const sentence = `${name} must be a whole number from 1 to ${max}.`;
  return wholeNumber(max, sentence).refine((value) => value > 0, sentence);
};

const mebibyte = 1_048_576;

const portSentence = 'PORT must be a whole number from 0 to 65535.';
const proxySentence = 'TRUST_PROXY must be the number of reverse proxies in front of the server, from 0 to 10.';

const zEnvironment = z.object({
  PORT: wholeNumber(65_535, portSentence).default(4000),
  HOST: z
    .string()
    .regex(/^[0-9A-Za-z.:_-]+$/, 'HOST must be an address or a host name to listen on, such as 127.0.0.1.')
    .default('127.0.0.1'),
  DATA_DIR: z.string().trim().min(1, 'DATA_DIR must name a folder.').default('data'),
  PUBLIC_URL: z.string().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  SEAL_CERTIFICATE: z.string().optional(),
  SEAL_KEY: z.string().optional(),
  SEAL_P12: z.string().optional(),
  SEAL_P12_PASSWORD: z.string().optional(),
  TIMESTAMP_URL: z.string().optional(),
  TRUST_PROXY: wholeNumber(10, proxySentence).default(0),
  DOCUMENT_MIB: atLeastOne('DOCUMENT_MIB', 1_000).default(usualLargestText / mebibyte),
  MESSAGES_PER_SECOND: atLeastOne('MESSAGES_PER_SECOND', 100_000).default(usualWireLimits.messagesPerSecond),
  PAGES_PER_PERSON: atLeastOne('PAGES_PER_PERSON', 100_000).default(usualWireLimits.pagesPerPerson),
  PAGES_PER_ADDRESS: atLeastOne('PAGES_PER_ADDRESS', 100_000).default(usualWireLimits.pagesPerAddress),
  STRANGERS_PER_MINUTE: atLeastOne('STRANGERS_PER_MINUTE', 100_000).default(usualWireLimits.strangersPerMinute),
  LOG_LEVEL: z.enum(logLevels, `LOG_LEVEL must be one of ${logLevels.join(', ')}.`).default('info'),
});

/** What was set, or the one sentence that says what is wrong with it. A variable that is set but empty counts as not set. */
export type ReadConfig = { readonly config: Config } | { readonly wrong: string };

/** Reads the settings out of an environment such as `process.env`. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ReadConfig {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = zEnvironment.safeParse(set);
  if (!parsed.success) return { wrong: parsed.error.issues[0]?.message ?? 'The settings could not be read.' };
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, SMTP_URL, MAIL_FROM, TRUST_PROXY, LOG_LEVEL } = parsed.data;
  const { DOCUMENT_MIB, ...limits } = parsed.data;
  const { TIMESTAMP_URL } = parsed.data;
  const wrong = wrongPublicUrl(PUBLIC_URL) ?? wrongMail(SMTP_URL, MAIL_FROM) ?? wrongTimestampUrl(TIMESTAMP_URL);
  if (wrong !== undefined) return { wrong };
  const seal = sealSettings(parsed.data);
  if (typeof seal === 'string') return { wrong: seal };
  return {
    config: {
      port: PORT,
      host: HOST,
      dataDirectory: DATA_DIR,
      publicUrl: PUBLIC_URL === undefined ? null : new URL(PUBLIC_URL).origin,
      mail: SMTP_URL !== undefined && MAIL_FROM !== undefined ? { smtpUrl: SMTP_URL, from: MAIL_FROM } : null,
      seal,
      timestampUrl: TIMESTAMP_URL ?? null,
      trustedProxies: TRUST_PROXY,
      logLevel: LOG_LEVEL,
      largestText: DOCUMENT_MIB * mebibyte,
      wire: {
        messagesPerSecond: limits.MESSAGES_PER_SECOND,
        pagesPerPerson: limits.PAGES_PER_PERSON,
        pagesPerAddress: limits.PAGES_PER_ADDRESS,
        pendingPerAddress: Math.max(usualWireLimits.pendingPerAddress, limits.PAGES_PER_ADDRESS),
        strangersPerMinute: limits.STRANGERS_PER_MINUTE,
      },
    },
  };
}

function wrongPublicUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = URL.parse(value);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return 'PUBLIC_URL must be an address that begins with http:// or https://, such as https://entente.example.org.';
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    return 'PUBLIC_URL must be a bare origin: no path, no query, no user name.';
  }
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) {
    return 'PUBLIC_URL must use a host name, not an IP address: passkeys are bound to a name.';
  }
  return undefined;
}

function wrongMail(smtpUrl: string | undefined, from: string | undefined): string | undefined {
  if (smtpUrl === undefined && from === undefined) return undefined;
  if (smtpUrl === undefined) return 'MAIL_FROM is set without SMTP_URL: give both, or neither.';
  if (from === undefined) return 'SMTP_URL is set without MAIL_FROM: give both, or neither.';
  const url = URL.parse(smtpUrl);
  if (url === null || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') {
    return 'SMTP_URL must be an address that begins with smtp:// or smtps://.';
  }
  return /^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(from) ? undefined : 'MAIL_FROM must hold an e-mail address.';
}
