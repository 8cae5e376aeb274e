/** Somebody who types letters at the end of a paragraph of their own: updates as Yjs would make them, without a document. */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

const letters = Buffer.from('esaitnrulodcmpvqfbghjxyzkw');
/** Clocks of the first update: the paragraph, its text, the first letter. */
const firstClocks = 3;

/** The letter (ASCII) that everybody types at this clock. */
export function letterOf(clock: number): number {
  return letters[clock % letters.length] ?? 0;
}

export class Typist {
  readonly clientId: number;
  readonly #root: string;
  /** The clock of the next letter. */
  clock = 0;

  constructor(clientId: number, root: string) {
    this.clientId = clientId;
    this.#root = root;
  }

  /** A paragraph with one letter in it; to be sent before anything else. */
  begin(): Uint8Array {
    const doc = new Y.Doc();
    doc.clientID = this.clientId;
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('e')]);
    doc.getXmlFragment(this.#root).insert(0, [paragraph]);
    this.clock = firstClocks;
    return Y.encodeStateAsUpdate(doc);
  }

  /** One more letter, to the right of the one before. */
  type(): Uint8Array {
    const { clientId, clock } = this;
    this.clock += 1;
    return encoding.encode((encoder) => {
      // One author, one struct: a string (4) that has an origin (128); no deletions.
      for (const value of [1, 1, clientId, clock]) encoding.writeVarUint(encoder, value);
      encoding.writeUint8(encoder, 132);
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock - 1);
      encoding.writeVarString(encoder, String.fromCharCode(letterOf(clock)));
      encoding.writeVarUint(encoder, 0);
    });
  }

  /** Where the caret is: behind the last letter. */
  caret(): { readonly item: { readonly client: number; readonly clock: number }; readonly assoc: number } {
    return { item: { client: this.clientId, clock: this.clock - 1 }, assoc: 0 };
  }
}
