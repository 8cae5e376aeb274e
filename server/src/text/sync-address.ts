import type { ConventionId } from '@entente/shared/negotiation/state';

export type SyncAddress = {
  readonly convention: ConventionId;
  /** 0 when it is missing or no number: the ledger never issues it. */
  readonly clientId: number;
  readonly epoch: string;
  readonly schema: number;
};

const path = /^\/sync\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** What the address of a socket says; `undefined` when it is no such address. */
export function syncAddress(url: string): SyncAddress | undefined {
  const [pathname = '', query = ''] = url.split('?', 2);
  const convention = path.exec(pathname)?.[1];
  if (convention === undefined) return undefined;
  const parameters = new URLSearchParams(query);
  return {
    convention,
    clientId: wholeNumber(parameters.get('client')),
    epoch: parameters.get('epoch') ?? '',
    schema: wholeNumber(parameters.get('schema')),
  };
}

function wholeNumber(text: string | null): number {
  return text !== null && /^\d{1,10}$/.test(text) ? Number(text) : 0;
}
