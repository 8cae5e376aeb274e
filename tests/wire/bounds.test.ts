/** The pieces behind the bounds, each by itself and without waiting: tokens, counts at the door, addresses. */
import type { IncomingMessage } from 'node:http';
import { callerAddress } from '@entente/server/text/caller-address';
import { Doorkeeper } from '@entente/server/text/doorkeeper';
import { Intake } from '@entente/server/text/intake';
import { Purses } from '@entente/server/text/purse';
import { TextSize } from '@entente/server/text/text-size';
import { usualWireLimits } from '@entente/server/text/wire-limits';
import { expect, test } from 'vitest';
import { HandTime } from '../support/hand-time.ts';

function givenIntake() {
  const time = new HandTime();
  const socket = {
    isPaused: false,
    pause() {
      this.isPaused = true;
    },
    resume() {
      this.isPaused = false;
    },
  };
  const limits = { ...usualWireLimits, messagesPerSecond: 10, burstSeconds: 2, slowedMilliseconds: 5_000 };
  const purses = new Purses(limits, time.clock);
  const { purse, leaves } = purses.opens('person');
  const intake = new Intake({ scheduler: time.scheduler, socket, purse });
  const take = (count: number) => Array.from({ length: count }, () => intake.takeMessage(30)).every(Boolean);
  return { time, socket, intake, take, purses, leaves };
}

test('a burst goes through at once; what is beyond makes the page wait until it has been earned', () => {
  const { time, socket, intake, take } = givenIntake();
  expect(take(20)).toBe(true);
  expect(socket.isPaused).toBe(false);
  expect(take(5)).toBe(true);
  expect([socket.isPaused, intake.isHeld]).toEqual([true, true]);
  time.passes(400);
  expect(socket.isPaused).toBe(true);
  time.passes(100);
  expect([socket.isPaused, intake.isHeld]).toEqual([false, false]);
});

test('what had arrived before the page was made to wait prolongs the waiting', () => {
  const { time, socket, take } = givenIntake();
  take(21);
  take(10);
  time.passes(100);
  expect(socket.isPaused).toBe(true);
  time.passes(1_000);
  expect(socket.isPaused).toBe(false);
});

test('a page that is never below its pace for long is sent away; one that rests begins anew', () => {
  const hasty = givenIntake();
  let isLetIn = hasty.take(21);
  for (let second = 0; second < 10 && isLetIn; second++) {
    hasty.time.passes(1_000);
    isLetIn = hasty.take(11);
  }
  expect(isLetIn).toBe(false);
  const calm = givenIntake();
  for (let time = 0; time < 20; time++) {
    expect(calm.take(25)).toBe(true);
    calm.time.passes(3_000);
  }
});

test('so much at once that waiting would take too long ends it at once', () => {
  const { take } = givenIntake();
  expect(take(71)).toBe(false);
});

test('a long message costs as much as it takes to judge, an answer as much as it takes to send', () => {
  const { socket, intake } = givenIntake();
  expect(intake.takeMessage(10 * 1_024)).toBe(true);
  expect(intake.takeAnswer(9 * 16_384)).toBe(true);
  expect(socket.isPaused).toBe(false);
  expect(intake.takeMessage(1)).toBe(true);
  expect(socket.isPaused).toBe(true);
});

test('a clock that is set back neither gives nor takes; two reasons to wait end with the last one; an ended page is read', () => {
  const { time, socket, intake, take } = givenIntake();
  time.now -= 3_600_000;
  expect(take(20)).toBe(true);
  expect(socket.isPaused).toBe(false);
  const releases = [intake.hold(), intake.hold()];
  releases[0]?.();
  releases[0]?.();
  expect(socket.isPaused).toBe(true);
  releases[1]?.();
  expect(socket.isPaused).toBe(false);
  intake.hold();
  intake.end();
  expect(socket.isPaused).toBe(false);
});

test('what is hard to judge costs what judging it took', () => {
  const { socket, intake } = givenIntake();
  expect(intake.takeJudging(39_999)).toBe(true);
  expect(socket.isPaused).toBe(false);
  expect(intake.takeJudging(4_000)).toBe(true);
  expect(socket.isPaused).toBe(true);
});

test('the pages of a person share what the person may send, and connecting anew gives nothing', () => {
  const { time, socket, take, purses, leaves } = givenIntake();
  const second = { ...socket };
  const other = purses.opens('person');
  const anew = new Intake({ scheduler: time.scheduler, socket: second, purse: other.purse });
  take(20);
  expect(anew.takeMessage(1)).toBe(true);
  expect([socket.isPaused, second.isPaused]).toEqual([false, true]);
  leaves();
  other.leaves();
  purses.forgetTheRested();
  expect(purses.opens('person').purse).toBe(other.purse);
  expect(purses.opens('somebody else').purse.isFull).toBe(true);
});

test('who has rested without a page is forgotten; who was sent away is let in again, and works off what is owed', () => {
  const { time, intake, take, purses, leaves } = givenIntake();
  expect(take(71)).toBe(false);
  intake.end();
  leaves();
  purses.forgetTheRested();
  expect(purses.size).toBe(1);
  const { purse, leaves: again } = purses.opens('person');
  expect(purse.owedFor).toBe(2_500);
  expect(purse.take(2)).toBe(true);
  again();
  time.passes(3_000);
  purses.forgetTheRested();
  expect([purses.size, purse.owedFor]).toEqual([1, 0]);
  time.passes(2_000);
  purses.forgetTheRested();
  expect(purses.size).toBe(0);
});

test('who left is no longer counted, and strangers are forgotten after a minute', () => {
  const limits = {
    ...usualWireLimits,
    pagesPerPerson: 1,
    pagesPerAddress: 2,
    pendingPerAddress: 2,
    strangersPerMinute: 1,
  };
  const door = new Doorkeeper(limits);
  const leaves = door.enters('somebody', 'here');
  expect(door.hasAllPages('somebody')).toBe(true);
  expect(door.hasAllPages('another')).toBe(false);
  const settled = door.rings('here');
  expect(door.isTooMuch('here')).toBe(true);
  expect(door.isTooMuch('there')).toBe(false);
  settled();
  expect(door.isTooMuch('here')).toBe(false);
  leaves();
  expect(door.hasAllPages('somebody')).toBe(false);
  door.wasStranger('here');
  expect(door.isTooMuch('here')).toBe(true);
  door.forgetStrangers();
  expect(door.isTooMuch('here')).toBe(false);
});

const addresses: readonly (readonly [
  remote: string,
  forwarded: string | undefined,
  proxies: number,
  counted: string,
])[] = [
  ['192.0.2.1', undefined, 0, '192.0.2.1'],
  ['192.0.2.1', '198.51.100.7', 0, '192.0.2.1'],
  ['192.0.2.1', '198.51.100.7', 1, '198.51.100.7'],
  ['192.0.2.1', 'forged, 198.51.100.7', 1, '198.51.100.7'],
  ['192.0.2.1', 'forged, 198.51.100.7, 192.0.2.9', 2, '198.51.100.7'],
  ['192.0.2.1', undefined, 2, '192.0.2.1'],
  ['::ffff:192.0.2.1', undefined, 0, '192.0.2.1'],
  ['::1', '2001:db8::7', 1, '2001:db8:0:0'],
  ['2001:0DB8:0:1:2:3:4:5', undefined, 0, '2001:db8:0:1'],
  ['2001:db8:0:1::9', undefined, 0, '2001:db8:0:1'],
];

test.each(addresses)(
  'from %s, forwarded for %s, behind %i proxies: counted under %s',
  (...[remote, forwarded, proxies, counted]) => {
    const request = {
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      socket: { remoteAddress: remote },
    } as unknown as IncomingMessage;
    expect(callerAddress(request, proxies)).toBe(counted);
  },
);

test('a text is measured only when it may be too large, and seldom', () => {
  let [bytes, measured] = [50, 0];
  const size = new TextSize(() => {
    measured += 1;
    return bytes;
  }, 90);
  expect([size.reaches(100, 0), measured]).toEqual([false, 0]);
  size.grew(20);
  expect([size.reaches(100, 0), measured]).toEqual([false, 1]);
  bytes = 120;
  size.grew(70);
  expect([size.reaches(100, 5_000), measured]).toEqual([true, 1]);
  expect([size.reaches(100, 10_000), measured]).toEqual([true, 2]);
  bytes = 80;
  expect([size.reaches(100, 15_000), measured]).toEqual([true, 2]);
  expect([size.reaches(100, 20_000), measured]).toEqual([false, 3]);
});
