/** Somebody who takes part, and sends what no page would: forged and damaged updates, presence of others, plain noise. */
import type { Actor } from '@entente/shared/negotiation/commands';
import { messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Chance } from '../support/chance.ts';
import { damaged, hostileUpdate } from './hostile-update.ts';
import type { WirePage } from './oracle.ts';
import { emptyReplica } from './reading.ts';
import type { PageEnd, SimulatedWire } from './simulated-wire.ts';

export class Attacker implements PageEnd, WirePage {
  readonly actor: Actor;
  readonly isHonest = false;
  readonly claims = [];
  readonly doc = emptyReplica();
  readonly own: number[] = [];
  wire: SimulatedWire | undefined;
  readonly #seen: Uint8Array[] = [];
  readonly #chance: Chance;

  constructor(actor: Actor, chance: Chance) {
    this.actor = actor;
    this.#chance = chance;
  }

  get person(): string {
    return this.actor.person;
  }

  awaits(clientId: number): boolean {
    return !this.wire && this.own.at(-1) === clientId;
  }

  opened(): void {
    this.wire?.send(Uint8Array.of(0, 0, 1, 0));
  }

  received(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) !== messageTypes.sync || decoding.readVarUint(decoder) === 0) return;
    const update = decoding.readVarUint8Array(decoder);
    Y.applyUpdate(this.doc, update);
    this.#seen.push(update);
  }

  closed(): void {
    this.wire = undefined;
  }

  attack(): void {
    if (!this.wire || this.doc.store.clients.size === 0) return;
    this.wire.send(this.#frame());
  }

  #frame(): Uint8Array {
    const chance = this.#chance;
    switch (chance.weighted({ update: 10, presence: 2, noise: 1 })) {
      case 'update': {
        const update = hostileUpdate(chance, {
          doc: this.doc,
          own: this.own,
          others: this.#others(),
          seen: this.#seen,
        });
        return syncFrame(chance.pick([1, 2, 2, 2]), update);
      }
      case 'presence':
        return this.#forgedPresence();
      case 'noise':
        return damaged(chance, syncFrame(2, chance.bytes(chance.below(40))));
    }
  }

  #others(): number[] {
    return [...this.doc.store.clients.keys()].filter((client) => !this.own.includes(client));
  }

  #forgedPresence(): Uint8Array {
    const client = this.#chance.pick([...this.#others(), ...this.own]);
    const state = this.#chance.pick([
      'null',
      '{}',
      '{"user":"x"}',
      '{"user":{"id":"relais/director","name":"x"},"section":"budget"}',
    ]);
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, messageTypes.awareness);
      const update = encoding.encode((inner) => {
        encoding.writeVarUint(inner, 1);
        encoding.writeVarUint(inner, client);
        encoding.writeVarUint(inner, this.#chance.below(2 ** 31));
        encoding.writeVarString(inner, state);
      });
      encoding.writeVarUint8Array(encoder, update);
    });
  }
}

function syncFrame(kind: number, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageTypes.sync);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });
}
