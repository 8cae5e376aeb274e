import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { Installation } from './support/installation.ts';
import { allComeBack, idleSockets } from './support/load-faults.ts';
import { gauge, megabytes, memoryOf } from './support/memory.ts';
import { openAll, roomy, type Ticket, tickets, type WirePage } from './support/wire-page.ts';

const quickKeepAlive = join(import.meta.dirname, 'support', 'quick-keep-alive.ts');
const options = { environment: roomy, preload: [gauge, quickKeepAlive] };

let installation: Installation;
let open: WirePage[] = [];

beforeAll(async () => {
  installation = await Installation.make();
  await installation.start(options);
});

afterEach(() => {
  for (const page of open) page.leave();
  open = [];
});

afterAll(() => installation.remove());

test('F-18 a reader that never reads is closed, its neighbours lose nothing, and memory stays bounded', async () => {
  const convention = await installation.openConvention();
  const place = { syncUrl: installation.server.syncUrl, convention };
  open = await openAll(place, await tickets(installation.people, convention, 3));
  const [deaf, reader, writer] = open as [WirePage, WirePage, WirePage];
  deaf.socket.pause();
  const before = await memoryOf(installation.server);
  const size = 600_000;
  let most = 0;
  for (let round = 0; round < 60; round++) {
    writer.type('x'.repeat(size));
    writer.erase(size);
    await eventually(() => writer.saved === writer.sent);
    if (round % 6 !== 5) continue;
    const now = await memoryOf(installation.server);
    most = Math.max(most, now.external - before.external);
  }
  await eventually(() => reader.edits.bytes > 60 * size);
  deaf.socket.resume();
  await eventually(() => deaf.closing !== undefined);
  console.log(`a deaf reader: at most ${megabytes(most)} more outside the heap, for 34 MiB of words`);
  // Unread bytes, the batch under way, and the copy that crosses to the worker.
  expect(most).toBeLessThan(24 * 1_048_576);
  expect([reader.closing, writer.closing]).toEqual([undefined, undefined]);
});

describe('a thousand pages', () => {
  let convention = '';
  let given: Ticket[] = [];

  beforeAll(async () => {
    convention = await installation.openConvention();
    given = await tickets(installation.people, convention, 1_000);
  });

  test('F-19 they idle: all are let in, all hear that the server lives, others are answered promptly', async () => {
    const found = await idleSockets(installation, { convention, given, milliseconds: 2_500 });
    expect(found.keepAlives).toBeGreaterThanOrEqual(1);
    expect(found.perSocket).toBeLessThan(20 * 1_024);
    expect(found.slowest).toBeLessThan(2_000);
  });

  test('F-20 after a restart they come back at the same instant: all are let in, memory stays bounded', async () => {
    const { rss, heap } = await allComeBack(installation, { convention, given, serving: options });
    expect(rss).toBeLessThan(400 * 1_048_576);
    expect(heap).toBeLessThan(40 * 1_048_576);
  });
});
