/**
 * Bytes that are no message, into the path that a page's messages take: nothing is thrown, the text stays as it is, and somebody
 * honest in the same room notices nothing. The sender may comment only, so that no byte of it may ever be written.
 */
import { messageTypes } from '@entente/shared/wire/messages';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { Chance } from '../../support/chance.ts';
import { manager } from '../../support/people.ts';
import { Attacker } from '../attacker.ts';
import { damaged, hostileUpdate } from '../hostile-update.ts';
import { readingOf } from '../reading.ts';
import { Simulation } from '../simulation.ts';

/** One seed: so many frames. Throws, saying what happened. */
export async function swallow(seed: number, frames = 10_000): Promise<{ frames: number; connections: number }> {
  const simulation = await Simulation.begin({ seed });
  const { timeline, oracle, disk, convention } = simulation;
  const honest = simulation.opens(manager('relais'));
  await timeline.run(() => honest.isAllSaved, 5_000);
  const [before, rows] = [readingOf(oracle.doc), disk.log(convention).length];
  const noise = new NoiseMaker(simulation, new Chance(seed));
  for (let left = frames; left > 0; left--) await noise.sends();
  if (readingOf(oracle.doc) !== before || disk.log(convention).length !== rows)
    throw new Error('noise changed the text');
  simulation.editsSomewhere(honest);
  await timeline.run(() => honest.isAllSaved && timeline.isDry, 20_000);
  if (!honest.isAllSaved) throw new Error('somebody honest could not go on');
  if (oracle.faults.length > 0) throw new Error(oracle.faults.join('; '));
  simulation.server?.end();
  return { frames, connections: noise.connections };
}

class NoiseMaker {
  connections = 0;
  readonly #simulation: Simulation;
  readonly #chance: Chance;
  readonly #attacker: Attacker;

  constructor(simulation: Simulation, chance: Chance) {
    this.#simulation = simulation;
    this.#chance = chance;
    this.#attacker = new Attacker(manager('departement'), chance);
  }

  /** One frame, and whatever the server makes of it. */
  async sends(): Promise<void> {
    const { timeline } = this.#simulation;
    const wire = this.#attacker.wire?.isOpenForServer ? this.#attacker.wire : await this.#connected();
    const heard = wire.heard.length;
    wire.send(this.#frame());
    await timeline.run(() => wire.heard.length > heard || !wire.isOpenForServer, 1_000);
  }

  async #connected() {
    const { timeline } = this.#simulation;
    this.connections += 1;
    this.#attacker.wire?.leave();
    this.#attacker.closed();
    if (this.#attacker.own.length === 0) void this.#simulation.returns(this.#attacker);
    else this.#simulation.reconnects(this.#attacker);
    await timeline.run(() => this.#attacker.wire !== undefined, 1_000);
    const { wire } = this.#attacker;
    if (!wire) throw new Error('the door is closed');
    return wire;
  }

  #frame(): Uint8Array {
    const chance = this.#chance;
    switch (chance.weighted({ noise: 4, header: 4, update: 2, presence: 2, cut: 2, endless: 1 })) {
      case 'noise':
        return chance.bytes(chance.below(80));
      case 'header':
        return Uint8Array.from([
          chance.pick([0, 0, 0, 1, 2, 3, 100, 104]),
          chance.below(4),
          ...chance.bytes(chance.below(40)),
        ]);
      case 'update':
        return damaged(chance, this.#honestFrame());
      case 'presence':
        return damaged(chance, presenceFrame(chance, this.#attacker.own[0] ?? 1));
      case 'cut': {
        const frame = this.#honestFrame();
        return frame.subarray(0, chance.below(frame.length));
      }
      case 'endless':
        return Uint8Array.from([
          ...[0, chance.below(3)],
          ...Array.from({ length: chance.between(1, 12) }, () => 255),
          127,
        ]);
    }
  }

  #honestFrame(): Uint8Array {
    const { doc, own } = this.#attacker;
    const chance = this.#chance;
    const update =
      doc.store.clients.size > 0 && chance.happens(0.5)
        ? hostileUpdate(chance, { doc, own, others: [], seen: [] })
        : Y.encodeStateAsUpdate(this.#simulation.oracle.doc);
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, messageTypes.sync);
      encoding.writeVarUint(encoder, chance.between(0, 2));
      encoding.writeVarUint8Array(encoder, update);
    });
  }
}

function presenceFrame(chance: Chance, clientId: number): Uint8Array {
  const states = [
    'null',
    '{}',
    '[]',
    '{"section":"budget","cursor":null}',
    '{"cursor":{"anchor":1}}',
    '"x"',
    '{"__proto__":1}',
  ];
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, chance.below(2 ** 31));
    encoding.writeVarString(encoder, chance.pick(states));
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageTypes.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}
