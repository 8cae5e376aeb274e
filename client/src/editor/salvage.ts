import type { UpdateRefused } from '@entente/shared/wire/messages';
import { keepAnswer, keptAnswer } from '../offline/local-copies.ts';
import type { PartTexts } from './drafts.ts';

/** A person's whole text as it was when it was refused, to compare with the common text once that has arrived. */
export type Salvage = { readonly refusal: UpdateRefused; readonly mine: PartTexts };

/** Survives a page closed between the refusal and the comparison. */
export class SalvageStore {
  readonly #name: string;
  #salvage: readonly Salvage[];

  constructor(person: string, convention: string) {
    this.#name = `salvage:${person}:${convention}`;
    this.#salvage = (keptAnswer(this.#name) as readonly Salvage[] | undefined) ?? [];
  }

  add(salvage: Salvage): void {
    this.#put([...this.#salvage, salvage]);
  }

  /** What waits for a comparison; the store is empty afterwards. */
  take(): readonly Salvage[] {
    const taken = this.#salvage;
    this.#put([]);
    return taken;
  }

  #put(salvage: readonly Salvage[]): void {
    this.#salvage = salvage;
    keepAnswer(this.#name, salvage.length > 0 ? salvage : undefined);
  }
}
