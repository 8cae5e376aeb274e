import { randomBytes } from 'node:crypto';
import type { Express } from 'express';
import type { Made } from '../start-server.ts';
import { type DemoPerson, demoTeams } from './people.ts';

/** One address per person that signs in whoever opens it. It exists in the demo only, which listens on the loopback only. */
export class SignInLinks {
  readonly #people = new Map<string, DemoPerson>();

  constructor() {
    for (const { director, manager } of demoTeams) {
      for (const person of [director, manager]) this.#people.set(randomBytes(16).toString('base64url'), person);
    }
  }

  urlFor(person: DemoPerson, publicUrl: string): string {
    const secret = [...this.#people].find(([, one]) => one === person)?.[0];
    if (secret === undefined) throw new Error(`${person.role} takes no part in the demo`);
    return `${publicUrl}/demo/sign-in/${secret}`;
  }

  mount(app: Express, { auth }: Made): void {
    app.get('/demo/sign-in/:secret', async (request, response, next) => {
      const person = this.#people.get(request.params.secret);
      if (!person) return next();
      const { email, password } = person;
      const signedIn = await auth.api.signInEmail({ body: { email, password }, asResponse: true });
      response.append('set-cookie', signedIn.headers.getSetCookie());
      response.set('cache-control', 'no-store').redirect(303, '/');
    });
  }
}
