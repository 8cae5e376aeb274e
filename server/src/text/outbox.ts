/** What a turn of a room has for its pages: each is sent all of it in one write, and what is the same for many is made once. */
import { updateFrame } from './frames.ts';
import type { Member } from './member.ts';
import { Packet } from './packet.ts';
import type { PresenceNews } from './presence-news.ts';

export type Turn = {
  /** The pages connected to the room. */
  readonly members: Iterable<Member>;
  /** The text's changes in one update, all of them durable. */
  readonly text?: Uint8Array | undefined;
  /** Who has sent all of it, and so has it. */
  readonly textIsFrom?: Member | undefined;
  readonly presence?: PresenceNews | undefined;
  /** How many update messages of a page are durable now. */
  readonly saved?: ReadonlyMap<Member, number>;
};

/** Sends everybody what the turn has for them: the text before the presence that may point into it, then what is saved. */
export function deliver({ members, text, textIsFrom, presence, saved }: Turn): void {
  const frame = text && updateFrame(text);
  const packets = new SharedPackets(frame, presence);
  for (const member of members) {
    const isReader = member.isSynced && member !== textIsFrom;
    const packet = packets.for(member.clientId, isReader);
    const n = saved?.get(member);
    if (n !== undefined) member.acknowledge(n, packet);
    else if (packet) member.deliver(packet);
  }
}

/** One packet for all that are to be sent the same. */
class SharedPackets {
  readonly #text: Uint8Array | undefined;
  readonly #presence: PresenceNews | undefined;
  readonly #ofReaders: Packet | undefined;
  readonly #ofOthers: Packet | undefined;

  constructor(text: Uint8Array | undefined, presence: PresenceNews | undefined) {
    this.#text = text;
    this.#presence = presence;
    this.#ofReaders = packetOf(text, presence?.frame);
    this.#ofOthers = packetOf(undefined, presence?.frame);
  }

  for(clientId: number, isReader: boolean): Packet | undefined {
    if (!this.#presence?.isAbout(clientId)) return isReader ? this.#ofReaders : this.#ofOthers;
    return packetOf(isReader ? this.#text : undefined, this.#presence.frameWithout(clientId));
  }
}

function packetOf(...frames: readonly (Uint8Array | undefined)[]): Packet | undefined {
  const messages = frames.filter((frame) => frame !== undefined);
  return messages.length > 0 ? new Packet(messages) : undefined;
}
