/** Lengths of a password, in characters; the page says them and the server enforces them. */
export const passwordLengths = { min: 10, max: 128 } as const;
