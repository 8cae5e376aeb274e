/**
 * Where admission thinks that an update's structs will stand is where Yjs puts them: for honest work, for forged neighbours,
 * and for both at once. Were it elsewhere, a mark could lie over foreign words that admission thinks are not under it.
 */
import { textRoot } from '@entente/shared/sections/sections';
import { Effort } from '@entente/shared/text/admission/effort';
import { decodeUpdate, newStructs } from '@entente/shared/text/admission/new-structs';
import { Places } from '@entente/shared/text/admission/places';
import { Rehearsal } from '@entente/shared/text/admission/rehearsal';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { misplacedIn, playRehearsalStory } from '../support/rehearsal-story.ts';
import { otherWalks } from '../support/written-at-one-place.ts';

test('the rehearsal puts every struct where Yjs does', { timeout: 60_000 }, () => {
  let [compared, conflicts] = [0, 0];
  for (let seed = 1; seed <= 150; seed++) {
    const played = playRehearsalStory(seed);
    expect(played.different, `seed ${seed}`).toEqual([]);
    compared += played.compared;
    conflicts += played.conflicts;
  }
  // Otherwise it shows nothing.
  expect(compared).toBeGreaterThan(2_000);
  expect(conflicts).toBeGreaterThan(500);
});

test.each(otherWalks)('a walk that was made for one struct is not that of the next where %s', (_, updates) => {
  expect(misplacedIn(updates)).toEqual([]);
});

test('a rehearsal that is too much stops, and says so', () => {
  const doc = new Y.Doc();
  const other = new Y.Doc();
  doc.clientID = 100;
  other.clientID = 101;
  const text = (of: Y.Doc) => of.getXmlFragment(textRoot('values'));
  for (let each = 0; each < 50; each++) {
    text(doc).insert(0, [new Y.XmlText('a')]);
    text(other).insert(0, [new Y.XmlText('b')]);
  }
  const decoded = decodeUpdate(Y.encodeStateAsUpdate(other));
  const news = decoded && newStructs(doc, decoded, { isOwn: () => true });
  if (!news || 'kind' in news) throw new Error('the update is one');
  const effort = new Effort(100);
  const places = new Places(doc, () => undefined);
  expect(places.placeAll(news)).toBeUndefined();
  new Rehearsal(doc, places, effort);
  expect(effort.isTooMuch).toBe(true);
  expect(effort.spent).toBe(100);
});
