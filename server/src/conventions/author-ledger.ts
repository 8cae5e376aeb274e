import type { Actor } from '@entente/shared/negotiation/commands';
import type { ConventionId, OrganisationId, PersonId } from '@entente/shared/negotiation/state';
import type { Clock } from '../clock.ts';
import type { ConventionStore } from '../storage/convention-store.ts';

/** Which `clientID` was issued to whom in one convention: who wrote what, whatever a page claims. */
export class AuthorLedger {
  readonly #store: ConventionStore;
  readonly #convention: ConventionId;
  readonly #authors = new Map<number, { readonly person: PersonId; readonly organisation: OrganisationId }>();
  #loading: Promise<void> | undefined;

  constructor(store: ConventionStore, convention: ConventionId) {
    this.#store = store;
    this.#convention = convention;
  }

  /** Asked once, however many come at the same time. */
  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async issue({ person, organisation }: Actor, clock: Clock): Promise<number> {
    const at = clock().toISOString();
    const clientId = await this.#store.issueClientId({ convention: this.#convention, person, organisation, at });
    this.#authors.set(clientId, { person, organisation });
    return clientId;
  }

  /** True for a `clientID` of this person, as far as is known here. */
  isKnown(clientId: number, person: PersonId): boolean {
    return this.#authors.get(clientId)?.person === person;
  }

  /** The same, asking the store about one that another process may have issued. */
  async isIssued(clientId: number, person: PersonId): Promise<boolean> {
    // What is being read already may be from before it was issued: then it is read once more.
    if (!this.#authors.has(clientId)) await this.#loading;
    if (!this.#authors.has(clientId)) await this.load();
    return this.isKnown(clientId, person);
  }

  async #load(): Promise<void> {
    for (const [clientId, author] of await this.#store.clientIds(this.#convention)) this.#authors.set(clientId, author);
  }
}
