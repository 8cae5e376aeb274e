/** The only source of chance in the engine: names nobody can guess, and salt for what a hash must not give away. */
import { randomBytes, randomUUID } from 'node:crypto';

export type Identifiers = {
  /** A UUID never given before. */
  readonly newId: () => string;
  /** 32 hexadecimal digits. */
  readonly newSalt: () => string;
};

export const machineIdentifiers: Identifiers = {
  newId: () => randomUUID(),
  newSalt: () => randomBytes(16).toString('hex'),
};
