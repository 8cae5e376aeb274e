/** `PROTOCOL.md` against the code: every example in hexadecimal is decoded, every code and limit is named. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { announcementFrame, digestFrame, refusedFrame, savedFrame } from '@entente/server/text/frames';
import { readPageMessage } from '@entente/server/text/page-message';
import { nobodysPresence, PresenceNews } from '@entente/server/text/presence-news';
import { usualLargestText, usualWireLimits } from '@entente/server/text/wire-limits';
import { updateLimits } from '@entente/shared/text/admission/limits';
import { readBatch } from '@entente/shared/wire/event-stream';
import { closeCodes, messageTypes, zUpdateRefused } from '@entente/shared/wire/messages';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { repositoryFolder } from '../support/repository.ts';

const page = readFileSync(join(repositoryFolder, 'PROTOCOL.md'), 'utf8');

type Example = { readonly from: 'page' | 'server'; readonly bytes: Uint8Array };

/** An arrow begins a message; lines that follow go on with it; words behind the bytes are for people. */
function examplesOf(block: string): Example[] {
  const messages: { from: Example['from']; hex: string }[] = [];
  for (const line of block.split('\n')) {
    const [, arrow, hex = ''] = /^([→←])? *((?:[0-9a-f]{2} ?)*)(?: .*)?$/.exec(line) ?? [];
    if (arrow) messages.push({ from: arrow === '→' ? 'page' : 'server', hex: '' });
    const last = messages.at(-1);
    if (last) last.hex += hex;
  }
  return messages.map(({ from, hex }) => ({ from, bytes: Buffer.from(hex.replaceAll(' ', ''), 'hex') }));
}

const blocks = [...page.matchAll(/^```hex\n(.*?)^```/gms)].map(([, block = '']) => examplesOf(block));
const [conversation = [], update = [], refused = [], announcement = [], digest = [], presence = [], post = []] = blocks;
const read = ({ bytes }: Example) => readPageMessage(bytes, 7);

/** The update in a message, from a page. */
function updateIn(example: Example | undefined): Uint8Array {
  const message = example && read(example);
  if (message?.kind !== 'update') throw new Error('no update');
  return message.update;
}

test('each example is a whole message: without its last byte it is none', () => {
  expect(blocks).toHaveLength(7);
  for (const example of blocks
    .slice(0, -1)
    .flat()
    .filter(({ from }) => from === 'page')) {
    expect(read(example)).toBeDefined();
    expect(readPageMessage(example.bytes.subarray(0, -1), 7)).toBeUndefined();
  }
});

test('a conversation: asked, answered, edited, saved', () => {
  expect(conversation.map(({ from, bytes }) => (from === 'page' ? readPageMessage(bytes, 7) : [...bytes]))).toEqual([
    { kind: 'question', stateVector: Uint8Array.of(0) },
    [...nobodysPresence],
    { kind: 'update', update: Uint8Array.of(0, 0), isAnswer: true },
    [...savedFrame(1)],
    { kind: 'update', update: updateIn(conversation[4]), isAnswer: false },
    [...savedFrame(2)],
    [...savedFrame(300)],
  ]);
});

test('updates byte by byte: a paragraph, a letter, bold, a deletion, and the vector after them', () => {
  const doc = new Y.Doc();
  const shown = () => doc.getXmlFragment('text:project').toString();
  Y.applyUpdate(doc, updateIn(update[0]));
  expect(shown()).toBe('<paragraph>Oui</paragraph>');
  Y.applyUpdate(doc, updateIn(conversation[4]));
  expect(shown()).toBe('<paragraph>Oui!</paragraph>');
  Y.applyUpdate(doc, updateIn(update[2]));
  expect(shown()).toBe('<paragraph>Oui</paragraph>');
  Y.applyUpdate(doc, updateIn(update[1]));
  expect(shown()).toBe('<paragraph><bold>Oui</bold></paragraph>');
  expect(update[3] && read(update[3])).toEqual({ kind: 'question', stateVector: Y.encodeStateVector(doc) });
});

test('refused, announced, digests, presence, and the bodies of POST requests', () => {
  expect(refused).toEqual([
    { from: 'server', bytes: Buffer.from(refusedFrame({ code: 'section-closed', section: 'budget' })) },
  ]);
  expect(announcement).toEqual([{ from: 'server', bytes: Buffer.from(announcementFrame({ kind: 'threads' })) }]);
  const [told, answered] = digest;
  const said = new TextDecoder().decode(told?.bytes.subarray(2));
  expect(said).toMatch(/^[0-9a-f]{64}$/);
  expect(told?.bytes).toEqual(Buffer.from(digestFrame(said)));
  expect(answered && read(answered)).toEqual({
    kind: 'diverged',
    digest: new TextDecoder().decode(answered?.bytes.subarray(2)),
  });
  const [shown, gone, question] = presence;
  expect(shown && read(shown)).toEqual({ kind: 'presence', own: { kind: 'shown', presence: { section: 'budget' } } });
  expect(gone?.bytes).toEqual(Buffer.from(new PresenceNews([{ clientId: 7, clock: 2, state: 'null' }]).frame));
  expect(question && read(question)).toEqual({ kind: 'who-is-here' });
  const bodies = post.map(({ bytes }) => Array.from(readBatch(bytes), (message) => [...message]));
  expect(bodies).toEqual([[[0, 0, 1, 0]], [[0, 1, 2, 0, 0], [3]]]);
});

test('every close code, refusal and message type has its line', () => {
  for (const [name, code] of Object.entries(closeCodes)) expect(page).toContain(`| ${code} | ${name} |`);
  for (const code of zUpdateRefused.shape.code.options) expect(page).toContain(`| \`${code}\` |`);
  for (const [name, type] of Object.entries(messageTypes)) {
    const hex = type.toString(16).padStart(2, '0');
    expect(page, name).toContain(name === 'auth' ? 'Type `02` (auth) is not used' : `| \`${hex}\``);
  }
});

test('the limits are those of the code', () => {
  const number = (value: number) => value.toLocaleString('en');
  const { messagesPerSecond, burstSeconds, slowedMilliseconds, pagesPerPerson, pagesPerAddress } = usualWireLimits;
  const mebibytes = (bytes: number) => `${bytes / 1_048_576} MiB`;
  const ofAPerson = 'messages of a person, on all pages together and also after connecting anew';
  const line = (what: string) => page.split('\n').find((one) => one.startsWith(`| ${what} |`)) ?? '';
  expect(line('a message')).toContain(`| ${mebibytes(updateLimits.bytes)} |`);
  expect(line('what is new in an update')).toContain(
    `${mebibytes(updateLimits.newBytes)}, ${number(updateLimits.structs)} structs, ${updateLimits.clients} \`clientID\`s, ${updateLimits.depth} levels`,
  );
  expect(line('a text, as a page loads it')).toContain(`| ${mebibytes(usualLargestText)} |`);
  expect(line(ofAPerson)).toContain(
    `${messagesPerSecond} a second for long, ${number(messagesPerSecond * burstSeconds)} at once`,
  );
  expect(line(ofAPerson)).toContain(`after ${slowedMilliseconds / 1_000} seconds`);
  expect(line('bytes that wait for a page')).toContain(mebibytes(usualWireLimits.unreadBytes));
  expect(line('pages of a person')).toContain(`| ${pagesPerPerson} |`);
  expect(line('pages from an address')).toContain(`| ${number(pagesPerAddress)} |`);
  expect(line('handshakes a minute by nobody signed in, from an address')).toContain(
    `| ${usualWireLimits.strangersPerMinute} |`,
  );
});
