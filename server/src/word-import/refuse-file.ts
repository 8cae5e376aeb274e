import type { ImportRefusalCode } from '@entente/shared/sections/import-proposal';

/**
 * Carries a refusal up through the reading, inside the reading thread only. It ends there: what crosses to the caller
 * is the code, as data.
 */
export class FileRefused extends Error {
  readonly code: ImportRefusalCode;

  constructor(code: ImportRefusalCode, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}
