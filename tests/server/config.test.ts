import { readConfig } from '@entente/server/config';
import { expect, test } from 'vitest';

test('without any variable, everything has a default', () => {
  expect(readConfig({})).toEqual({
    config: {
      port: 4000,
      host: '127.0.0.1',
      dataDirectory: 'data',
      publicUrl: null,
      mail: null,
      seal: { kind: 'own' },
      timestampUrl: null,
      trustedProxies: 0,
      logLevel: 'info',
      largestText: 20 * 1_048_576,
      wire: {
        messagesPerSecond: 200,
        pagesPerPerson: 64,
        pagesPerAddress: 2_000,
        pendingPerAddress: 2_000,
        strangersPerMinute: 300,
      },
    },
  });
});

test('what is set is taken, and an empty variable counts as not set', () => {
  const read = readConfig({
    PORT: '8080',
    HOST: '',
    PUBLIC_URL: 'https://entente.example.org/',
    SMTP_URL: 'smtps://mail.example.org:465',
    MAIL_FROM: 'Entente <entente@example.org>',
    TRUST_PROXY: '1',
    DOCUMENT_MIB: '5',
    PAGES_PER_ADDRESS: '20000',
  });
  expect(read).toMatchObject({
    config: {
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'https://entente.example.org',
      mail: { smtpUrl: 'smtps://mail.example.org:465', from: 'Entente <entente@example.org>' },
      trustedProxies: 1,
      largestText: 5 * 1_048_576,
      wire: { pagesPerAddress: 20_000, pendingPerAddress: 20_000 },
    },
  });
});

const wrong: readonly (readonly [string, Record<string, string>])[] = [
  ['PORT', { PORT: 'four thousand' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '4e3' }],
  ['PORT', { PORT: '-1' }],
  ['HOST', { HOST: 'http://localhost' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'entente.example.org' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'ftp://entente.example.org' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'https://entente.example.org/path' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'https://someone@entente.example.org' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'http://192.0.2.7:4000' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'http://[2001:db8::1]' }],
  ['SMTP_URL', { SMTP_URL: 'https://mail.example.org', MAIL_FROM: 'a@example.org' }],
  ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.org' }],
  ['SMTP_URL', { MAIL_FROM: 'a@example.org' }],
  ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'nobody' }],
  ['TRUST_PROXY', { TRUST_PROXY: 'yes' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['DOCUMENT_MIB', { DOCUMENT_MIB: '0' }],
  ['MESSAGES_PER_SECOND', { MESSAGES_PER_SECOND: '0.5' }],
  ['PAGES_PER_PERSON', { PAGES_PER_PERSON: '-1' }],
  ['PAGES_PER_ADDRESS', { PAGES_PER_ADDRESS: 'many' }],
  ['STRANGERS_PER_MINUTE', { STRANGERS_PER_MINUTE: '999999' }],
];

test.each(wrong)('a wrong %s is refused with a sentence that names it: %j', (name, environment) => {
  const read = readConfig(environment);
  expect(read).toHaveProperty('wrong');
  expect('wrong' in read && read.wrong).toContain(name);
  expect('wrong' in read && read.wrong).toMatch(/\.$/);
});
