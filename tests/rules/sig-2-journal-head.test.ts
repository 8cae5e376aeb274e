import type { Fact } from '@entente/shared/negotiation/events';
import type { JournalEntry } from '@entente/shared/negotiation/journal';
import { changesSince, statementStillHolds } from '@entente/shared/negotiation/signing/changes-since';
import { expect, test } from 'vitest';

const who = { organisation: 'ville', person: 'ville/director' };
const entry = (fact: Fact, version = 1): JournalEntry => ({
  convention: 'c',
  version,
  event: { ...fact, at: '2026-03-10T09:00:00.000Z', by: 'ville/director' },
});

test.each<Fact>([
  { type: 'ConventionRenamed', title: 'Un autre titre' },
  { type: 'TextFrozen', digest: 'd', sections: {} as never, meeting: 'm', version: 'v' },
  { type: 'SigningRefused', organisation: 'ville', reason: { id: 'r', hash: 'h' } },
  { type: 'PartyJoined', ...who, invitation: null, rank: 'director' },
  { type: 'PartyKindRecorded', organisation: 'ville', kind: 'public-body' },
  { type: 'ParticipantNamed', ...who, rank: 'director', access: 'writes' },
  { type: 'ParticipantRemoved', ...who },
  { type: 'DelegationRecorded', ...who },
  { type: 'DelegationWithdrawn', ...who },
  { type: 'DeliberationRecorded', organisation: 'ville', number: '1', date: '2026-03-01', enforceableOn: '2026-03-02' },
])('APP-2: after $type a statement made before is made anew', (fact) => {
  expect(statementStillHolds([entry(fact)])).toEqual([{ code: 'journal-moved-on', rule: 'APP-2' }]);
});

test('APP-2: another party’s signature, a meeting or a version changes nothing of it', () => {
  const signed: Fact = {
    type: 'ConventionSigned',
    organisation: 'ville',
    capacity: 'director',
    digest: 'd',
    proof: { kind: 'passkey', evidence: 'e' },
  };
  const entries = [
    entry(signed),
    entry({ type: 'MeetingClosed', meeting: 'm' }, 2),
    entry({ type: 'VersionKept', version: 'v', cause: 'by-hand', label: null, digest: 'd' }, 3),
    entry({ type: 'CommandRefused', command: 'signConvention', codes: [] }, 4),
  ];
  expect(changesSince(entries)).toEqual([]);
  expect(statementStillHolds([])).toEqual([]);
});

test('APP-2: the entries that changed something are told', () => {
  const changed = entry({ type: 'DelegationWithdrawn', ...who }, 2);
  expect(changesSince([entry({ type: 'MeetingClosed', meeting: 'm' }), changed])).toEqual([changed]);
});
