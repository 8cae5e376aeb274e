/** Ends an exhaustive switch: the type checker refuses a forgotten case, and a value from outside is a bug. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
