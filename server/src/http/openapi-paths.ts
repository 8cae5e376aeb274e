/**
 * What is written by hand of the OpenAPI document, in plain shapes: the generator's types are the union of two versions of
 * the specification and can't be built piece by piece. The whole is checked as a document by a test.
 */
import { z } from 'zod';

type Content = Readonly<Record<string, { readonly schema: object }>>;
type Answer = { readonly description: string; readonly content?: Content };

export type Operation = {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly object[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<Record<string, Answer>>;
};

export type Paths = Readonly<Record<string, { readonly get?: Operation; readonly post?: Operation }>>;

/** An answer that says something in words alone. */
export const told = (description: string): Answer => ({ description });

/** A body in JSON. */
export const json = (schema: z.ZodType): Content => ({ 'application/json': { schema: z.toJSONSchema(schema) } });

/** A body that is a file of that type. */
export const file = (type: string): Content => ({ [type]: { schema: { type: 'string', contentMediaType: type } } });

export const nobodySignedIn = { '401': told('Nobody is signed in.') };
