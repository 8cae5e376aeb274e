/** The body of a POST, without a network. */
import { readBatch, writeBatch } from '@entente/shared/wire/event-stream';
import { expect, test } from 'vitest';

test('messages come out as they went in, and again when they are read again', () => {
  const messages = [Uint8Array.of(1, 2, 3), new Uint8Array(), new Uint8Array(300).fill(7)];
  const read = () => [...readBatch(writeBatch(messages))].map((message) => [...message]);
  expect(read()).toEqual(messages.map((message) => [...message]));
  expect([...readBatch(writeBatch([]))]).toEqual([]);
});

test('F-25 a body that is cut anywhere is refused before any of it is believed', () => {
  const body = writeBatch([Uint8Array.of(1, 2, 3), new Uint8Array(300).fill(7)]);
  for (let end = 5; end < body.byteLength; end++) expect(() => readBatch(body.subarray(0, end)), `${end}`).toThrow();
  for (const bytes of [[5], [0xff], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]]) {
    expect(() => readBatch(Uint8Array.from(bytes))).toThrow();
  }
});

test('F-28 a body of two million empty messages costs no more than its bytes', () => {
  const body = new Uint8Array(2 * 1_048_576);
  const before = process.memoryUsage().heapUsed;
  const messages = readBatch(body)[Symbol.iterator]();
  expect(messages.next().value?.byteLength).toBe(0);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(16 * 1_048_576);
});
