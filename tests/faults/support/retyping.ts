/** A text that is written, thrown away and written again for months, on a running server, in little time. */
import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { textRoot } from '@entente/shared/sections/sections';
import * as Y from 'yjs';
import { Chance } from '../../support/chance.ts';
import { eventually } from '../../support/eventually.ts';
import type { Page } from '../../support/page.ts';
import type { Installation, ServingOptions } from './installation.ts';
import { megabytes, memoryOf } from './memory.ts';
import { wholeText } from './reading.ts';
import { areSame, stockPage } from './stock-pages.ts';

export type Measured = {
  /** How often the text had been thrown away. */
  readonly rounds: number;
  /** Letters typed so far. */
  readonly typed: number;
  /** Bytes of the whole text as a newcomer gets it, what was deleted included. */
  readonly state: number;
  /** Bytes of heap in use, garbage collected. */
  readonly heap: number;
};

export type Retyped = {
  readonly measured: readonly Measured[];
  /** Milliseconds in which a newcomer had the text from a server that had just started. */
  readonly loading: number;
  /** Bytes on the disk once the server has stopped, for each letter typed. */
  readonly diskPerLetter: number;
};

const sentence = 'Le service accueille les familles chaque mercredi après-midi, sauf pendant les vacances scolaires. ';

/** `parts` times `perPart` rounds; in each, two people write a few paragraphs, here and there, and then delete them all. */
export async function retyped(
  installation: Installation,
  { parts, perPart, seed, serving }: { parts: number; perPart: number; seed: number; serving: ServingOptions },
  say: (sentence: string) => void = console.log,
): Promise<Retyped> {
  const convention = await installation.openConvention();
  const [first, , , fourth] = installation.people;
  assert(first && fourth);
  const measured: Measured[] = [];
  const random = new Chance(seed);
  let typed = 0;
  for (let part = 0; part < parts; part++) {
    // A page is closed and opened again, as every day.
    const { syncUrl } = installation.server;
    const pages = [await stockPage(convention, first, { syncUrl }), await stockPage(convention, fourth, { syncUrl })];
    try {
      await Promise.all(pages.map((page) => page.synced()));
      for (let round = 0; round < perPart; round++) typed += await oneRound(pages, random);
    } finally {
      for (const page of pages) page.leave();
    }
    const { heapUsed } = await memoryOf(installation.server);
    const { byteLength } = await wholeText(installation, convention);
    measured.push({ rounds: (part + 1) * perPart, typed, state: byteLength, heap: heapUsed });
  }
  await installation.stop();
  const diskPerLetter = (await bytesOnDisk(installation)) / typed;
  await installation.start(serving);
  const began = performance.now();
  await wholeText(installation, convention);
  const loading = performance.now() - began;
  const said = measured.map(({ rounds, state }) => `${state} bytes after ${rounds} rounds`);
  say(
    `${typed} letters typed and deleted: ${said.join(', ')}; ${diskPerLetter.toFixed(2)} bytes on disk for a letter ` +
      `(${megabytes(diskPerLetter * typed)}); loaded in ${loading.toFixed(0)} ms`,
  );
  return { measured, loading, diskPerLetter };
}

/** Returns how many letters were typed. */
async function oneRound(pages: readonly Page[], random: Chance): Promise<number> {
  let typed = 0;
  for (const { doc } of pages) {
    const fragment = doc.getXmlFragment(textRoot('project'));
    const paragraph = new Y.XmlElement('paragraph');
    const text = new Y.XmlText();
    doc.transact(() => {
      fragment.insert(random.between(0, fragment.length), [paragraph]);
      paragraph.insert(0, [text]);
    });
    for (let time = 0; time < 3; time++) {
      doc.transact(() => {
        for (let word = 0; word < 4; word++) text.insert(random.between(0, text.length), sentence);
      });
      typed += 4 * sentence.length;
    }
  }
  await Promise.all(pages.map((page) => page.allSaved()));
  await eventually(() => areSame(pages));
  const { doc } = random.pick(pages);
  const fragment = doc.getXmlFragment(textRoot('project'));
  fragment.delete(0, fragment.length);
  await Promise.all(pages.map((page) => page.allSaved()));
  await eventually(() => areSame(pages));
  return typed;
}

async function bytesOnDisk({ databaseFile }: Installation): Promise<number> {
  return (await stat(databaseFile)).size;
}
