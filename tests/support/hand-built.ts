/** Updates written by hand, struct by struct: what no editor would send. */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

export type Id = readonly [client: number, clock: number];

/** The letters of a run of words, and all else that stands in it, unit by unit. */
export function lettersIn(text: Y.XmlText): Id[] {
  const letters: Id[] = [];
  for (let item = text._start; item !== null; item = item.right)
    for (let unit = 0; unit < item.length; unit++) letters.push([item.id.client, item.id.clock + unit]);
  return letters;
}

type HandBuilt = {
  readonly origin?: Id;
  readonly rightOrigin?: Id;
  /** A root's name, or the identifier of the item that holds the parent. */
  readonly parent?: string | Id;
  readonly key?: string;
  readonly content: Y.Item['content'];
};

export const words = (text: string) => new Y.ContentString(text);
export const mark = (key: string, value: unknown) => new Y.ContentFormat(key, value as object);
export const element = (name: string) => new Y.ContentType(new Y.XmlElement(name));
export const run = () => new Y.ContentType(new Y.XmlText());
export const value = (any: unknown) => new Y.ContentAny([any]);

type Struct = HandBuilt | { readonly garbage: number } | { readonly skip: number };
type Block = { readonly client: number; readonly clock: number; readonly structs: readonly Struct[] };
type Deletion = { readonly client: number; readonly clock: number; readonly length: number };

/** The bytes (V1) of an update with these blocks of structs and these deletions. */
export function handBuilt(blocks: readonly Block[], deletions: readonly Deletion[] = []): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, blocks.length);
  for (const { client, clock, structs } of blocks) {
    encoding.writeVarUint(encoder.restEncoder, structs.length);
    encoder.writeClient(client);
    encoding.writeVarUint(encoder.restEncoder, clock);
    for (const struct of structs) writeStruct(encoder, struct);
  }
  encoding.writeVarUint(encoder.restEncoder, deletions.length);
  for (const { client, clock, length } of deletions) {
    encoding.writeVarUint(encoder.restEncoder, client);
    encoding.writeVarUint(encoder.restEncoder, 1);
    encoder.writeDsClock(clock);
    encoder.writeDsLen(length);
  }
  return encoder.toUint8Array();
}

/** An update of nothing but deletions of one `clientID`'s letters, in the order given. */
export function deletionsOf(client: number, ranges: readonly { readonly clock: number; readonly length: number }[]) {
  const encoder = new Y.UpdateEncoderV1();
  for (const number of [0, 1, client, ranges.length]) encoding.writeVarUint(encoder.restEncoder, number);
  for (const { clock, length } of ranges) {
    encoder.writeDsClock(clock);
    encoder.writeDsLen(length);
  }
  return encoder.toUint8Array();
}

function writeStruct(encoder: Y.UpdateEncoderV1, struct: Struct): void {
  if ('garbage' in struct) {
    encoder.writeInfo(0);
    encoder.writeLen(struct.garbage);
  } else if ('skip' in struct) {
    encoder.writeInfo(10);
    encoding.writeVarUint(encoder.restEncoder, struct.skip);
  } else itemOf(struct).write(encoder, 0);
}

function itemOf({ origin, rightOrigin, parent, key, content }: HandBuilt): Y.Item {
  const place = typeof parent === 'string' || parent === undefined ? (parent ?? null) : idOf(parent);
  return new Y.Item(
    Y.createID(0, 0),
    null,
    origin ? idOf(origin) : null,
    null,
    rightOrigin ? idOf(rightOrigin) : null,
    place as Y.Item['parent'],
    key ?? null,
    content,
  );
}

function idOf([client, clock]: Id): Y.ID {
  return Y.createID(client, clock);
}

/** The identifier of a type that lives in a document, to name it as a parent. */
export function idOfType(type: Y.AbstractType<Y.YXmlEvent> | Y.XmlText | Y.XmlElement): Id {
  if (!type._item) throw new Error('a root has no identifier');
  return [type._item.id.client, type._item.id.clock];
}
