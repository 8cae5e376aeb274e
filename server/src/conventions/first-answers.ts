/**
 * Answers to sync step 1: what a page lacks, all of it durable. Pages that ask while something is being committed wait
 * together for one moment when nothing is.
 */
import * as Y from 'yjs';
import { syncStep2Frame } from '../text/frames.ts';
import type { Member } from '../text/member.ts';
import type { RoomGate } from './room-gate.ts';

type Question = { readonly member: Member; readonly stateVector: Uint8Array };

export type DurableText = {
  readonly gate: RoomGate;
  /** True when everything in the document is durable. */
  readonly isSettled: () => boolean;
  readonly doc: () => Y.Doc;
  /** Changes with every commit to the text. */
  readonly head: () => number;
};

export class FirstAnswers {
  readonly #text: DurableText;
  readonly #waiting: Question[] = [];
  #whole: { readonly head: number; readonly frame: Uint8Array } | undefined;

  constructor(text: DurableText) {
    this.#text = text;
  }

  answer(member: Member, stateVector: Uint8Array): void {
    const { gate, isSettled } = this.#text;
    const question = { member, stateVector };
    if (isSettled() && gate.isFree) {
      this.#send(question);
      return;
    }
    if (this.#waiting.push(question) > 1) return;
    // A settling that fails has closed every socket already: nobody is left to answer.
    gate
      .alone(async () => {
        for (const waiting of this.#waiting.splice(0)) this.#send(waiting);
      })
      .catch(() => undefined);
  }

  #send({ member, stateVector }: Question): void {
    member.send(isEmptyVector(stateVector) ? this.#wholeFrame() : this.#missingFrame(stateVector));
    member.isSynced = true;
  }

  #missingFrame(stateVector: Uint8Array): Uint8Array {
    return syncStep2Frame(Y.encodeStateAsUpdate(this.#text.doc(), stateVector));
  }

  /** One encoding for everybody who comes with nothing. */
  #wholeFrame(): Uint8Array {
    const head = this.#text.head();
    if (this.#whole?.head !== head) this.#whole = { head, frame: this.#missingFrame(Uint8Array.of(0)) };
    return this.#whole.frame;
  }
}

function isEmptyVector(stateVector: Uint8Array): boolean {
  return stateVector.byteLength === 1 && stateVector[0] === 0;
}
