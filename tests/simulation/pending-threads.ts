import type { PendingAnchor, PendingAnchors } from '@entente/server/comments/pending-anchors';

/** Threads whose words could not be marked yet; kept as the database would, whatever process ends. */
export class PendingThreads implements PendingAnchors {
  readonly #anchors = new Map<string, PendingAnchor>();

  keep(anchor: PendingAnchor): void {
    this.#anchors.set(anchor.thread, anchor);
  }

  async of(): Promise<readonly PendingAnchor[]> {
    return [...this.#anchors.values()];
  }

  async marked(thread: string): Promise<void> {
    this.#anchors.delete(thread);
  }
}
