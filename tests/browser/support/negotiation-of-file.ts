import { afterAll, beforeAll } from 'vitest';
import { type Person, startTestServer, type TestServer, unhurried } from '../../support/server.ts';
import { type Negotiation, negotiation } from '../../support/two-parties.ts';
import { seatsOfEachTest } from './seats.ts';
import type { Visitor, VisitorOptions } from './visitor.ts';
import { openText } from './writing.ts';

/** To be read in tests and hooks only: it is there once the file's own hooks run. */
export type NegotiationOfFile = {
  readonly server: TestServer;
  readonly told: Negotiation;
  /** Somebody of the negotiation, or a stranger with an account, at a computer of their own until the test ends. */
  seat(person: Person, options?: Omit<VisitorOptions, 'name'>): Promise<Visitor>;
  /** The directors of both organisations, each at the text. */
  bothDirectors(): Promise<readonly [Visitor, Visitor]>;
  /** Somebody without an account. */
  newcomer(options: VisitorOptions): Promise<Visitor>;
};

/** A convention that two organisations negotiate, the same for all tests of a file, and browsers for whoever comes to it. */
export function negotiationOfFile(): NegotiationOfFile {
  let server: TestServer;
  let told: Negotiation;
  const seats = seatsOfEachTest();
  beforeAll(async () => {
    server = await startTestServer({ environment: unhurried });
    told = await negotiation(server);
  });
  afterAll(() => server.close());
  return {
    get server() {
      return server;
    },
    get told() {
      return told;
    },
    seat: (person, options) => seats.take(server, person, options),
    bothDirectors: async () => {
      const [first, second] = told.teams;
      const one = await seats.take(server, first.director);
      const other = await seats.take(server, second.director);
      await openText(one, told.id);
      await openText(other, told.id);
      return [one, other];
    },
    newcomer: (options) => seats.newcomer(server, options),
  };
}
