/**
 * The `clientID` under which the server itself writes: the first text of a convention and the marks of comments. The
 * ledger issues none below 1, so nobody else can ever continue this clock.
 */
export const serverClientId = 0;
