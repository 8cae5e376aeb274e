/** One connected page, as a room sees it. The socket behind it is `connection.ts`. */
import type { Access, OrganisationId, PersonId } from '@entente/shared/negotiation/state';
import type { Presence, UpdateRefused } from '@entente/shared/wire/messages';
import type { Packet } from './packet.ts';

export type CloseReason =
  | 'restarting'
  | 'signedOut'
  | 'notFound'
  | 'stalePage'
  | 'malformed'
  | 'accessChanged'
  | 'fellBehind'
  | 'tooFast'
  | 'storageFull'
  | 'failed';

export interface Member {
  /** Identifies the socket in the text's log. */
  readonly connection: string;
  readonly clientId: number;
  readonly person: PersonId;
  readonly organisation: OrganisationId;
  /** What the person could do when the page connected; when it changes, the page is sent to ask anew. */
  readonly access: Access;
  /** How others see the person. */
  user: Presence['user'];
  /** True once its first sync step 1 was answered: before, updates would lean on what it lacks. */
  isSynced: boolean;
  /** An update of this connection was refused, or its person is being sent away: nothing more of it is taken. */
  readonly isBarred: boolean;
  send(frame: Uint8Array): void;
  /** Sends several messages in one write. */
  deliver(packet: Packet): void;
  /** Update message number `n` of this connection is durable, or changed nothing; so are all before it. Said after `packet`. */
  acknowledge(n: number, packet?: Packet): void;
  /** What it sent took so many steps to judge, beyond what its length costs. It may be sent away for that. */
  paysFor(steps: number): void;
  /** Tells why, then closes: a refusal is final for the connection. */
  refuse(refused: UpdateRefused): void;
  close(reason: CloseReason): void;
}
