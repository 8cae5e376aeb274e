/** Judges what arrived, against the text with everything admitted before, and puts what is admitted into a batch. */
import { assertNever } from '@entente/shared/assert-never';
import type { Admission, Admitted } from '@entente/shared/text/admission/admission';
import { admit } from '@entente/shared/text/admission/admit';
import type { Clock } from '../clock.ts';
import type { LiveText } from '../text/live-text.ts';
import type { Member } from '../text/member.ts';
import type { AuthorLedger } from './author-ledger.ts';
import type { ConventionRecord } from './convention-record.ts';
import { EarlyUpdates } from './early-updates.ts';
import type { TextBatch } from './text-batch.ts';
import type { Arrival, Incoming } from './text-inbox.ts';
import { writingRights } from './writing-rights.ts';

export type JudgeParts = {
  readonly record: ConventionRecord;
  readonly ledger: AuthorLedger;
  readonly clock: Clock;
  /** Bytes from which the text may not grow any more. */
  readonly largestText: number;
  /** True while nothing can be stored. */
  readonly isStorageFull: () => boolean;
  /** Admission stumbled over what a page sent, or Yjs did something else with it: the page's connection must end. */
  readonly onMisjudged: (error: unknown, member: Member) => void;
};

/** `misjudged`: Yjs did something else than what was admitted, so the text in memory is to be thrown away. */
export type Verdict = 'judged' | 'misjudged';

type Desk = { readonly text: LiveText; readonly batch: TextBatch };

export class Judge {
  readonly #parts: JudgeParts;
  readonly #early = new EarlyUpdates();
  /** Pages that were misjudged: what they sent after that isn't looked at, as after a refusal. */
  readonly #misjudged = new WeakSet<Member>();

  constructor(parts: JudgeParts) {
    this.#parts = parts;
  }

  /** Applies what is admitted. What a page sent after a refusal isn't looked at any more. */
  judge(arrival: Arrival, text: LiveText, batch: TextBatch): Verdict {
    const desk = { text, batch };
    const admission = this.#admission(arrival.whole, text);
    // Of letters that were gathered, those before the first refused one count as they would by themselves.
    if (admission?.kind === 'refused' && arrival.messages.length > 1) return this.#judgeEach(arrival.messages, desk);
    const verdict = admission ? this.#follow(arrival.whole, admission, desk) : 'judged';
    if (verdict === 'misjudged' || !arrival.whole.isAnswer) return verdict;
    return this.#judgeEach(this.#early.after(arrival.whole), desk);
  }

  #judgeEach(messages: readonly Incoming[], desk: Desk): Verdict {
    for (const message of messages) {
      const admission = this.#admission(message, desk.text);
      if (!admission) return 'judged';
      if (this.#follow(message, admission, desk) === 'misjudged') return 'misjudged';
    }
    return 'judged';
  }

  #follow(message: Incoming, admission: Admission, desk: Desk): Verdict {
    const verdict = this.#answer(message, admission, desk);
    // Afterwards: who is sent away for the price was judged all the same, and a refusal has been said.
    if (admission.steps) {
      desk.batch.tookSteps(admission.steps);
      message.member.paysFor(admission.steps);
    }
    return verdict;
  }

  #answer(message: Incoming, admission: Admission, desk: Desk): Verdict {
    if (this.#early.isWaiting(message)) {
      // To take it before what waits would acknowledge that as well.
      if (!this.#early.keep(message)) message.member.refuse({ code: 'missing-dependency', section: null });
      return 'judged';
    }
    switch (admission.kind) {
      case 'refused':
        if (admission.code === 'missing-dependency' && this.#early.keep(message)) return 'judged';
        message.member.refuse({ code: admission.code, section: admission.section });
        return 'judged';
      case 'nothing':
        desk.batch.acknowledge(message.member, message.n);
        return 'judged';
      case 'admitted':
        return this.#take(message, admission, desk);
      default:
        return assertNever(admission);
    }
  }

  /** `undefined` when there is no answer: nothing more of the page is taken. */
  #admission({ member, update }: Incoming, text: LiveText): Admission | undefined {
    if (member.isBarred || this.#misjudged.has(member)) return undefined;
    const { record, ledger, largestText, clock } = this.#parts;
    try {
      return admit(text.doc, update, writingRights(record.state, { member, ledger, text, largestText, clock }));
    } catch (error) {
      // A defect here must cost the page that found it, not everybody's.
      this.#noteMisjudged(error, member);
      return undefined;
    }
  }

  #take({ member, n }: Incoming, admitted: Admitted, { text, batch }: Desk): Verdict {
    if (this.#parts.isStorageFull()) {
      // It keeps its words and comes back; who only reads stays.
      member.close('storageFull');
      return 'judged';
    }
    const { person, organisation, connection } = member;
    try {
      const { bytes, isTidied } = text.apply(admitted);
      const at = this.#parts.clock().toISOString();
      batch.add(member, { person, organisation, connection, at, bytes }, admitted.sections);
      if (isTidied) batch.concernsAll();
    } catch (error) {
      this.#noteMisjudged(error, member);
      return 'misjudged';
    }
    batch.acknowledge(member, n);
    return 'judged';
  }

  #noteMisjudged(error: unknown, member: Member): void {
    this.#misjudged.add(member);
    this.#parts.onMisjudged(error, member);
  }
}
