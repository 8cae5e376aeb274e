/** Passkeys and signatures by the typed API, as a page does it. */
import { Authenticator, type Misdeeds } from './authenticator.ts';
import type { Person, Visitor } from './server.ts';

/** Has a device make a passkey for the person, and adds it. */
export async function addPasskey(
  person: Pick<Person, 'api' | 'password' | 'url'>,
  device = new Authenticator(),
): Promise<Authenticator> {
  const { offer, options } = await person.api.passkeys.offer({ password: person.password });
  const registration = device.creates(options, { origin: person.url });
  await person.api.passkeys.add({ offer, name: 'Téléphone', registration });
  return device;
}

/** Signs with a passkey: asks for the statement, and has the device answer it. */
export async function signWith(
  device: Authenticator,
  { api }: Pick<Visitor, 'api'>,
  { id, ...misdeeds }: Misdeeds & { readonly id: string },
) {
  const { statement } = await api.signing.statement({ id });
  const proof = { kind: 'passkey', assertion: device.answers(statement, misdeeds) } as const;
  return api.signing.sign({ id, nonce: statement.nonce, proof });
}
