import { fieldsRoot } from '@entente/shared/sections/parts';
import { sectionIds, textRoot } from '@entente/shared/sections/sections';
import { isMarkValue, isNodeAttribute } from '@entente/shared/text/admission/attribute-values';
import { commentKey } from '@entente/shared/text/admission/comment-key';
import { textSchema } from '@entente/shared/text/schema';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendParagraph, editOf, givenText, type Rights, syncStep2, textIn } from '../support/guarded-text.ts';
import { deletionsOf, element, handBuilt, idOfType, mark, run, value, words } from '../support/hand-built.ts';

/** The first person's page and the second's: `clientID`s below 200 are the first person's, below 300 the second's. */
const [mine, mineToo, theirs] = [101, 102, 201];
const me = 1;

function refusal(update: Uint8Array, rights: Rights = {}, text = givenText()) {
  const admission = text.judge(update, me, rights);
  return admission.kind === 'refused' ? [admission.code, admission.section] : admission.kind;
}

/** An update of one struct under one's own `clientID`, of any kind, in the root of a section. */
function rawStruct(kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, 1, mine, 0]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, kind);
    if (kind !== 10) {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, textRoot('project'));
    }
    write(encoder);
    encoding.writeVarUint(encoder, 0);
  });
}

const typed = (client: number, clock = 0) =>
  handBuilt([{ client, clock, structs: [{ parent: textRoot('project'), content: element('paragraph') }] }]);

describe('F-30 a forged clientID', () => {
  test('F-30 new structs under the clientID of somebody else are refused', () => {
    expect(refusal(typed(theirs))).toEqual(['foreign-client-id', null]);
  });

  test("F-30 the server's own clientID can't be continued", () => {
    const text = givenText();
    const next = Y.getState(text.doc.store, 0);
    expect(refusal(typed(0, next), {}, text)).toEqual(['foreign-client-id', null]);
  });

  test('F-30 garbage structs under the clientID of another, which would silence every later edit, are refused', () => {
    expect(refusal(handBuilt([{ client: theirs, clock: 0, structs: [{ garbage: 1_000_000 }] }]))).toEqual([
      'foreign-client-id',
      null,
    ]);
  });

  test('F-30 one forged struct refuses the whole update', () => {
    const update = handBuilt([
      { client: theirs, clock: 0, structs: [{ parent: textRoot('project'), content: element('paragraph') }] },
      { client: mine, clock: 0, structs: [{ parent: textRoot('project'), content: element('paragraph') }] },
    ]);
    expect(refusal(update)).toEqual(['foreign-client-id', null]);
  });
});

test('F-31 a clock burnt to its end is refused', () => {
  expect(refusal(handBuilt([{ client: mine, clock: 0, structs: [{ garbage: 2 ** 31 }] }]))).toEqual([
    'malformed',
    null,
  ]);
  expect(refusal(handBuilt([{ client: mine, clock: 0, structs: [{ garbage: 2 ** 50 }] }]))).toEqual([
    'malformed',
    null,
  ]);
});

describe('F-32 missing dependencies', () => {
  const paragraph = { parent: textRoot('project'), content: element('paragraph') };
  const missing = ['missing-dependency', null];

  test('F-32 a gap in the own clock is refused', () => {
    expect(refusal(typed(mine, 5))).toEqual(missing);
  });

  test('F-32 a neighbour or parent that the server lacks is refused', () => {
    const lacking = (struct: object) =>
      refusal(handBuilt([{ client: mine, clock: 0, structs: [{ content: words('a'), ...struct }] }]));
    expect(lacking({ origin: [theirs, 3] })).toEqual(missing);
    expect(lacking({ rightOrigin: [theirs, 3] })).toEqual(missing);
    expect(lacking({ parent: [theirs, 3] })).toEqual(missing);
  });

  test('F-32 an item that leans on itself or on a later one is refused', () => {
    const leaning = (clock: number) =>
      refusal(handBuilt([{ client: mine, clock: 0, structs: [{ origin: [mine, clock], content: words('a') }] }]));
    expect(leaning(0)).toEqual(missing);
    expect(leaning(1)).toEqual(missing);
  });

  test('F-32 two items that lean on each other are refused', () => {
    const update = handBuilt([
      { client: mineToo, clock: 0, structs: [{ origin: [mine, 0], content: words('a') }] },
      { client: mine, clock: 0, structs: [{ origin: [mineToo, 0], content: words('b') }] },
    ]);
    expect(refusal(update)).toEqual(missing);
  });

  test('F-32 a skipped stretch is refused', () => {
    expect(refusal(handBuilt([{ client: mine, clock: 0, structs: [{ skip: 3 }, paragraph] }]))).toEqual(missing);
  });

  test('F-32 two blocks of one clientID, which Yjs would read as one, are refused or taken as one', () => {
    const twice = handBuilt([
      { client: mine, clock: 0, structs: [paragraph] },
      { client: mine, clock: 0, structs: [{ parent: textRoot('budget'), content: element('paragraph') }] },
    ]);
    expect(refusal(twice)).toEqual(['malformed', null]);
    const text = givenText();
    const apart = handBuilt([
      { client: mine, clock: 0, structs: [paragraph] },
      { client: mine, clock: 1, structs: [{ parent: textRoot('budget'), content: element('paragraph') }] },
    ]);
    expect(text.take(apart, me).admission).toMatchObject({ kind: 'admitted', sections: ['project', 'budget'] });
    expect(text.doc.getXmlFragment(textRoot('budget')).length).toBe(2);
  });

  test('F-32 deleting what does not exist is refused', () => {
    expect(refusal(handBuilt([], [{ client: theirs, clock: 0, length: 5 }]))).toEqual(missing);
    expect(refusal(handBuilt([], [{ client: 0, clock: 0, length: 1_000_000 }]))).toEqual(missing);
  });
});

describe('F-33 junk deletions', () => {
  test('F-33 an empty or negative range is refused', () => {
    expect(refusal(handBuilt([], [{ client: 0, clock: 0, length: 0 }]))).toEqual(['malformed', null]);
  });

  test('F-33 a megabyte of overlapping ranges costs no more than the text is long', () => {
    const text = givenText('x'.repeat(50_000));
    const update = deletionsOf(
      0,
      Array.from({ length: 150_000 }, (_, index) => ({ clock: index % 100, length: 50_000 })),
    );
    // Of the processor: what else runs on the machine counts for nothing.
    const before = process.threadCpuUsage();
    expect(text.judge(update, me, { closed: ['opening'] })).toMatchObject({ kind: 'refused', code: 'section-closed' });
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });
});

describe('F-34 a closed section', () => {
  const closed = { closed: ['project' as const] };
  const barred = ['section-closed', 'project'];

  function edit(change: (doc: Y.Doc) => void) {
    const text = givenText();
    textIn(text.doc, 'project').format(0, 2, { bold: {} });
    const doc = text.peer(mine);
    return refusal(
      editOf(doc, () => change(doc)),
      closed,
      text,
    );
  }

  test('F-34 its words can neither be added to, nor cut, nor formatted', () => {
    expect(edit((doc) => textIn(doc, 'project').insert(3, 'mot'))).toEqual(barred);
    expect(edit((doc) => textIn(doc, 'project').delete(0, 2))).toEqual(barred);
    expect(edit((doc) => textIn(doc, 'project').format(4, 3, { italic: {} }))).toEqual(barred);
    expect(edit((doc) => textIn(doc, 'project').format(0, 2, { bold: null }))).toEqual(barred);
  });

  test('F-34 no attribute can be set, no paragraph added, no ancestor deleted', () => {
    expect(edit((doc) => appendParagraph(doc, 'project', 'Un ajout.'))).toEqual(barred);
    expect(edit((doc) => doc.getXmlFragment(textRoot('project')).delete(0, 1))).toEqual(barred);
    const text = givenText();
    const table = new Y.XmlElement('heading');
    text.doc.getXmlFragment(textRoot('project')).push([table]);
    const doc = text.peer(mine);
    const update = editOf(doc, () =>
      (doc.getXmlFragment(textRoot('project')).get(1) as Y.XmlElement).setAttribute('level', '4'),
    );
    expect(refusal(update, closed, text)).toEqual(barred);
  });

  test('F-34 words that name no parent, only a neighbour in the closed section, are found out', () => {
    const text = givenText();
    const [client, clock] = idOfType(textIn(text.doc, 'project'));
    const update = handBuilt([
      { client: mine, clock: 0, structs: [{ origin: [client, clock + 1], content: words('!') }] },
    ]);
    expect(refusal(update, closed, text)).toEqual(barred);
  });

  test('F-34 neighbours in two sections are refused', () => {
    const text = givenText();
    const [, open] = idOfType(textIn(text.doc, 'budget'));
    const [, shut] = idOfType(textIn(text.doc, 'project'));
    const across = (origin: number, rightOrigin: number) =>
      handBuilt([
        {
          client: mine,
          clock: 0,
          structs: [{ origin: [0, origin], rightOrigin: [0, rightOrigin], content: words('!') }],
        },
      ]);
    expect(refusal(across(open + 1, shut + 1), closed, text)).toEqual(['malformed', null]);
    expect(refusal(across(shut + 1, open + 1), closed, text)).toEqual(['malformed', null]);
  });

  test('F-34 an edit of an open section goes in, and one that touches both does not', () => {
    const text = givenText();
    const doc = text.peer(mine);
    const open = editOf(doc, () => textIn(doc, 'budget').insert(0, 'Oui. '));
    const both = editOf(doc, () => {
      textIn(doc, 'budget').insert(0, 'Encore. ');
      textIn(doc, 'project').insert(0, 'Non. ');
    });
    expect(text.take(open, me, closed).admission).toMatchObject({ kind: 'admitted', sections: ['budget'] });
    expect(refusal(both, closed, text)).toEqual(barred);
  });
});

describe('APP-2 a frozen text, and people who may not write', () => {
  const update = () => {
    const text = givenText();
    const doc = text.peer(mine);
    return editOf(doc, () => textIn(doc, 'values').insert(0, 'Non. '));
  };

  test('APP-2 nothing edits a frozen text', () => {
    expect(refusal(update(), { frozen: true })).toEqual(['text-frozen', 'values']);
  });

  test("a reader's and a commenter's edit is refused", () => {
    expect(refusal(update(), { mayWrite: false })).toEqual(['no-right-to-write', 'values']);
  });

  test('what Yjs tidies by itself is no edit, and never refused; a change of look is', () => {
    const text = givenText();
    const [on, off] = [mark('bold', {}), mark('bold', null)];
    const doubled = [on, on, words('gras'), off, off].map((content, index) => ({
      ...(index === 0 ? { parent: [mine, 1] as const } : { origin: [mine, index === 3 ? 7 : index + 1] as const }),
      content,
    }));
    const update = handBuilt([
      {
        client: mine,
        clock: 0,
        structs: [
          { origin: idOfType(textIn(text.doc, 'values').parent as Y.XmlElement), content: element('paragraph') },
          { parent: [mine, 0], content: run() },
          ...doubled.map((struct, index) => (index === 4 ? { ...struct, origin: [mine, 8] as const } : struct)),
        ],
      },
    ]);
    expect(text.take(update, me).admission.kind).toBe('admitted');
    const reader = text.peer(mineToo);
    const tidying = editOf(reader, () => Y.cleanupYTextFormatting(textIn(reader, 'values', 1)));
    expect(Y.decodeUpdate(tidying).ds.clients.get(mine)?.length).toBeGreaterThan(0);
    const plain = text.peer(mineToo);
    const unbold = editOf(plain, () => textIn(plain, 'values', 1).format(0, 4, { bold: null }));
    expect(Y.decodeUpdate(unbold).structs).toEqual([]);
    for (const rights of [{ frozen: true }, { mayWrite: false }, { closed: ['values' as const] }]) {
      expect(text.judge(tidying, me, rights)).toMatchObject({ kind: 'nothing' });
      expect(text.judge(unbold, me, rights)).toMatchObject({ kind: 'refused', section: 'values' });
    }
    expect(text.judge(tidying, me).kind).toBe('admitted');
  });
});

describe('F-36 content outside the schema', () => {
  const paragraph = { parent: textRoot('project'), content: element('paragraph') };
  const outside = ['outside-schema', 'project'];

  function inProject(...structs: Parameters<typeof handBuilt>[0][number]['structs']) {
    return refusal(handBuilt([{ client: mine, clock: 0, structs }]));
  }

  test('F-36 unknown elements, and known ones where the schema has none of them, are refused', () => {
    for (const name of ['script', 'doc', 'text', '__proto__', 'constructor', 'tableRow', 'listItem', 'hardBreak']) {
      expect(inProject({ parent: textRoot('project'), content: element(name) }), name).toEqual(outside);
    }
    expect(inProject({ parent: textRoot('project'), content: run() })).toEqual(outside);
    expect(inProject(paragraph, { parent: [mine, 0], content: element('paragraph') })).toEqual(outside);
    expect(inProject(paragraph, { parent: [mine, 0], content: element('hardBreak') })).toBe('admitted');
  });

  test('F-36 words, marks and things that are no words, where no words can be, are refused', () => {
    expect(inProject({ parent: textRoot('project'), content: words('nu') })).toEqual(outside);
    expect(inProject(paragraph, { parent: [mine, 0], content: words('nu') })).toEqual(outside);
    expect(inProject(paragraph, { parent: [mine, 0], content: mark('bold', {}) })).toEqual(outside);
    const inRun = (content: Y.Item['content']) =>
      inProject(paragraph, { parent: [mine, 0], content: run() }, { parent: [mine, 1], content });
    expect(inRun(words('habillé'))).toBe('admitted');
    expect(inRun(new Y.ContentEmbed({ image: 'x' }))).toEqual(outside);
    expect(inRun(new Y.ContentBinary(Uint8Array.of(1)))).toEqual(outside);
    expect(inRun(value('x'))).toEqual(outside);
    expect(inRun(element('paragraph'))).toEqual(outside);
    expect(inProject({ parent: textRoot('project'), content: new Y.ContentType(new Y.Map()) })).toEqual(outside);
    expect(inProject({ parent: textRoot('project'), content: new Y.ContentType(new Y.Text()) })).toEqual(outside);
    expect(inProject({ parent: textRoot('project'), content: new Y.ContentType(new Y.XmlHook('script')) })).toEqual(
      outside,
    );
    expect(inProject({ parent: textRoot('project'), content: new Y.ContentType(new Y.XmlFragment()) })).toEqual(
      outside,
    );
  });

  test('F-36 a subdocument is refused, also where it would only become garbage', () => {
    const doc = new Y.Doc();
    doc.getArray('roots').insert(0, [new Y.Doc()]);
    const content = [...doc.store.clients.values()].flat()[0] as Y.Item;
    expect(inProject({ parent: textRoot('project'), content: content.content })).toEqual(outside);
    expect(inProject({ garbage: 1 }, { origin: [mine, 0], content: content.content })).toEqual([
      'outside-schema',
      null,
    ]);
  });

  test('F-36 unknown marks and attributes, and values that no editor can show, are refused', () => {
    const marked = (key: string, any: unknown) =>
      inProject(paragraph, { parent: [mine, 0], content: run() }, { parent: [mine, 1], content: mark(key, any) });
    expect(marked('bold', {})).toBe('admitted');
    expect(marked('bold', null)).toBe('admitted');
    expect(marked('link', { href: 'https://exemple.fr', target: '_blank', rel: null, class: null, title: null })).toBe(
      'admitted',
    );
    for (const [key, any] of [
      ['blink', {}],
      ['constructor', {}],
      ['bold', true],
      ['bold', { weight: 900 }],
      ['bold--AAAAAAAA', {}],
      ['link', { href: 'javascript:alert(1)' }],
      ['link', { href: ' JaVaScRiPt:alert(1)' }],
      ['link', { href: 'data:text/html,x' }],
      ['link', { href: { toString: 'x' } }],
      ['link', { onclick: 'alert(1)' }],
    ] as const) {
      expect(marked(key, any), `${key} ${JSON.stringify(any)}`).toEqual(outside);
    }
    const attribute = (name: string, key: string, any: unknown) =>
      inProject(
        { parent: textRoot('project'), content: element(name) },
        { parent: [mine, 0], key, content: value(any) },
      );
    expect(attribute('heading', 'level', 3)).toBe('admitted');
    for (const [name, key, any] of [
      ['heading', 'level', 1],
      ['heading', 'level', '3'],
      ['heading', 'style', 'x'],
      ['heading', '__proto__', 'x'],
      ['paragraph', 'level', 3],
      ['orderedList', 'start', Number.NaN],
    ] as const) {
      expect(attribute(name, key, any), `${name} ${key}`).toEqual(outside);
    }
    expect(inProject({ parent: textRoot('project'), key: 'x', content: value(1) })).toEqual(outside);
  });

  test('F-29 elements nested 200,000 levels deep are refused, at once or on the way down', { timeout: 60_000 }, () => {
    const nested = (levels: number) =>
      Array.from({ length: levels }, (_, depth) => ({
        parent: depth === 0 ? textRoot('project') : ([mine, depth - 1] as const),
        content: element('blockquote'),
      }));
    expect(inProject(...nested(100))).toBe('admitted');
    expect(inProject(...nested(101))).toEqual(['too-large', 'project']);
    expect(inProject(...nested(10_000))).toEqual(['too-large', 'project']);
    const abyss = handBuilt([{ client: mine, clock: 0, structs: nested(200_000) }]);
    expect(refusal(abyss)).toEqual(['too-large', null]);
  });

  test('F-29 so are elements put below what is deep already, one update after the other', () => {
    const text = givenText();
    let depth = 0;
    const deeper = () =>
      handBuilt([
        {
          client: mine,
          clock: depth,
          structs: [
            {
              parent: depth === 0 ? textRoot('project') : ([mine, depth - 1] as const),
              content: element('blockquote'),
            },
          ],
        },
      ]);
    while (text.take(deeper(), me).admission.kind === 'admitted') depth += 1;
    expect(depth).toBe(100);
    expect(refusal(deeper(), {}, text)).toEqual(['too-large', 'project']);
  });

  test('F-29 values nested 200,000 levels deep are refused, as JSON and as Yjs writes them', () => {
    const deep = 200_000;
    const json = `${'['.repeat(deep)}${']'.repeat(deep)}`;
    const formatted = rawStruct(6, (encoder) => {
      encoding.writeVarString(encoder, 'bold');
      encoding.writeVarString(encoder, json);
    });
    expect(refusal(formatted)).toEqual(['outside-schema', 'project']);
    const any = rawStruct(8, (encoder) => {
      encoding.writeVarUint(encoder, 1);
      // Each byte 117 begins a list of one.
      for (let level = 0; level < deep; level++) encoding.writeUint8Array(encoder, Uint8Array.of(117, 1));
      encoding.writeUint8(encoder, 126);
    });
    expect(refusal(any)).toEqual(['malformed', null]);
  });

  test('an unknown root is refused, and is not made', () => {
    const text = givenText();
    for (const root of [
      'text:elsewhere',
      'project',
      '__proto__',
      'rows:values',
      'fields:risks',
      'core:town',
      'minutes:',
    ]) {
      const update = handBuilt([
        { client: mine, clock: 0, structs: [{ parent: root, content: element('paragraph') }] },
      ]);
      expect(refusal(update, {}, text)).toEqual(['unknown-root', null]);
    }
    expect([...text.doc.share.keys()]).toEqual(sectionIds.map(textRoot));
  });
});

describe('F-25 bytes that are no update', () => {
  test('F-26 no truncation of a real update throws, and none is admitted', () => {
    const text = givenText();
    const doc = text.peer(mine);
    const update = editOf(doc, () => {
      appendParagraph(doc, 'project', 'Un paragraphe avec des mots.').format(3, 10, { bold: {} });
      textIn(doc, 'project').delete(1, 3);
    });
    expect(text.judge(update, me).kind).toBe('admitted');
    for (let length = 0; length < update.length; length++) {
      expect(text.judge(update.subarray(0, length), me).kind, `${length} bytes`).toBe('refused');
    }
  });

  test('F-25 bytes that follow an update go no further', () => {
    const text = givenText();
    const doc = text.peer(mine);
    const update = editOf(doc, () => textIn(doc, 'project').insert(0, 'a'));
    const longer = Uint8Array.from([...update, 1, 2, 3]);
    const admission = text.judge(longer, me);
    expect(admission.kind === 'admitted' && [...admission.remainder]).toEqual([...update]);
  });

  test('F-28 format V2 and claims of endless structs are refused', () => {
    const text = givenText();
    const doc = text.peer(mine);
    appendParagraph(doc, 'project', 'Deux.');
    expect(text.judge(Y.encodeStateAsUpdateV2(doc), me).kind).toBe('refused');
    const bomb = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, 2 ** 40);
      encoding.writeVarUint(encoder, mine);
      encoding.writeVarUint(encoder, 0);
    });
    expect(refusal(bomb)).toEqual(['malformed', null]);
  });

  test('F-28 lengths that claim more than there is are refused, whatever they are the length of', () => {
    const endless = 2 ** 45;
    const claims: readonly (readonly [kind: number, write: (encoder: encoding.Encoder) => void])[] = [
      [1, (encoder) => encoding.writeVarUint(encoder, endless)],
      [2, (encoder) => encoding.writeVarUint(encoder, endless)],
      [3, (encoder) => encoding.writeVarUint(encoder, endless)],
      [4, (encoder) => encoding.writeVarUint(encoder, endless)],
      [5, (encoder) => encoding.writeVarUint(encoder, endless)],
      [8, (encoder) => encoding.writeVarUint(encoder, endless)],
      [10, (encoder) => encoding.writeVarUint(encoder, endless)],
    ];
    for (const [kind, write] of claims)
      expect(refusal(rawStruct(kind, write)), `kind ${kind}`).toEqual(['malformed', null]);
    for (const numbers of [[2 ** 45], [0, 2 ** 45], [0, 1, mine, 2 ** 45], [1, 1, mine, 2 ** 60]]) {
      const update = encoding.encode((encoder) => {
        for (const number of numbers) encoding.writeVarUint(encoder, number);
      });
      expect(refusal(update), numbers.join()).toEqual(['malformed', null]);
    }
  });

  test('F-25 numbers without an end are refused, wherever one may stand', () => {
    const text = givenText();
    const doc = text.peer(mine);
    const update = editOf(doc, () => textIn(doc, 'project').insert(3, 'mot'));
    const endless = new Uint8Array(64).fill(0xff);
    for (let at = 0; at < update.byteLength; at++) {
      const broken = Buffer.concat([update.subarray(0, at), endless, update.subarray(at)]);
      expect(text.judge(broken, me).kind, `at ${at}`).toBe('refused');
    }
  });

  test('F-25 more than a mebibyte of new things, and more than two of anything, are refused', () => {
    const text = givenText();
    const typing = (letters: number) => {
      const doc = text.peer(mine);
      return editOf(doc, () => textIn(doc, 'project').insert(0, 'x'.repeat(letters)));
    };
    expect(refusal(typing(1_048_000), {}, text)).toBe('admitted');
    expect(refusal(typing(1_048_577), {}, text)).toEqual(['too-large', 'project']);
    expect(refusal(new Uint8Array(2_097_153))).toEqual(['too-large', null]);
  });

  const onePage = (structs: Parameters<typeof handBuilt>[0][number]['structs']) =>
    givenText().judge(handBuilt([{ client: mine, clock: 0, structs }]), me);
  const behind = (at: number) => ({ origin: [mine, at - 1] as const });

  test('F-25 values of one cell that each say to be the first are refused when Yjs would go back to the first too often', () => {
    const first = { parent: fieldsRoot('project'), key: 'territory', content: value('x') };
    const values = (count: number) => onePage(Array.from({ length: count }, () => first));
    expect(values(500).kind).toBe('admitted');
    expect(values(4_000)).toMatchObject({ kind: 'refused', code: 'too-large', section: 'project' });
    const { content } = first;
    const inTurn = Array.from({ length: 4_000 }, (_, at) => (at === 0 ? first : { content, ...behind(at) }));
    expect(onePage(inTurn).kind).toBe('admitted');
  });

  test('structs written short are paid by their number: a few cost nothing, many what so many would', () => {
    const content = element('paragraph');
    const lines = (count: number) =>
      onePage(
        Array.from({ length: count }, (_, at) => ({
          content,
          ...(at === 0 ? { parent: textRoot('project') } : behind(at)),
        })),
      );
    expect(lines(20).steps ?? 0).toBeLessThan(1_000);
    expect(lines(1_020).steps).toBeGreaterThanOrEqual(100_000);
  });

  test('F-16 what is known does not count: a page may send a whole long text again', () => {
    const text = givenText();
    const doc = text.peer(mine);
    for (const part of ['x', 'y']) {
      const update = editOf(doc, () => textIn(doc, 'project').insert(0, part.repeat(900_000)));
      expect(text.take(update, me).admission.kind).toBe('admitted');
    }
    const whole = Y.encodeStateAsUpdate(doc);
    expect(whole.byteLength).toBeGreaterThan(1_048_576);
    expect(text.judge(whole, me, { mayWrite: false })).toMatchObject({ kind: 'nothing' });
  });
});

describe('a text of the largest size', () => {
  const full = { full: true };

  test('nothing is added to it, in any form', () => {
    const text = givenText();
    const edits: readonly ((doc: Y.Doc) => void)[] = [
      (doc) => textIn(doc, 'project').insert(0, 'x'),
      (doc) => void appendParagraph(doc, 'project', 'Un ajout.'),
      (doc) => textIn(doc, 'project').format(0, 5, { bold: {} }),
      (doc) => {
        textIn(doc, 'project').delete(0, 3);
        textIn(doc, 'project').insert(0, 'plus long');
      },
    ];
    for (const edit of edits) {
      const doc = text.peer(mine);
      const update = editOf(doc, () => edit(doc));
      expect(refusal(update, full, text)).toEqual(['document-too-large', 'project']);
      expect(refusal(update, {}, text)).toBe('admitted');
    }
  });

  test('a history of the largest size takes nothing new, not even fewer words for more; deleting is admitted', () => {
    const spent = { spent: true };
    const text = givenText();
    const doc = text.peer(mine);
    const cut = editOf(doc, () => textIn(doc, 'project').delete(0, 3));
    const shorter = editOf(doc, () => {
      textIn(doc, 'project').delete(0, 5);
      textIn(doc, 'project').insert(0, 'x');
    });
    expect(text.take(cut, me, spent).admission.kind).toBe('admitted');
    expect(refusal(shorter, spent, text)).toEqual(['document-too-large', 'project']);
    expect(refusal(shorter, { full: true }, text)).toBe('admitted');
    expect(text.judge(syncStep2(text.peer(mine), text.doc), me, spent)).toMatchObject({ kind: 'nothing' });
  });

  test('words are removed from it, also as an editor does it that writes the rest of a paragraph again; repeating is nothing', () => {
    const text = givenText();
    const doc = text.peer(mine);
    const cut = editOf(doc, () => textIn(doc, 'project').delete(0, 3));
    const rewritten = editOf(doc, () => {
      const rest = textIn(doc, 'budget').toString().slice(9);
      textIn(doc, 'budget').delete(0, textIn(doc, 'budget').length);
      textIn(doc, 'budget').insert(0, rest);
    });
    const typedAndDeleted = handBuilt([{ client: mineToo, clock: 0, structs: [{ garbage: 1_000 }] }]);
    for (const update of [cut, rewritten, typedAndDeleted])
      expect(text.take(update, me, full).admission.kind).toBe('admitted');
    expect(text.judge(syncStep2(doc, text.doc), me, full)).toMatchObject({ kind: 'nothing' });
  });
});

test("a comment's mark bears the name that the editor binding gives it", () => {
  const thread = '6f6c3a52-7c0f-4c39-9f6b-3f3f0d6f3f11';
  const doc = new Y.Doc();
  const node = textSchema.nodeFromJSON({
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'mot', marks: [{ type: 'comment', attrs: { thread } }] }] },
    ],
  });
  prosemirrorToYXmlFragment(node, doc.getXmlFragment(textRoot('project')));
  expect(textIn(doc, 'project').toDelta()).toEqual([
    { insert: 'mot', attributes: { [commentKey(thread)]: { thread } } },
  ]);
});

test('every attribute of the schema has a check of its values', () => {
  for (const node of Object.values(textSchema.nodes)) {
    for (const attribute of Object.keys(node.spec.attrs ?? {})) {
      expect(isNodeAttribute(node.name, attribute, null), `${node.name}.${attribute}`).toBe(true);
    }
  }
  for (const mark of Object.values(textSchema.marks)) {
    for (const attribute of Object.keys(mark.spec.attrs ?? {})) {
      expect(isMarkValue(mark.name, { [attribute]: null }), `${mark.name}.${attribute}`).toBe(true);
    }
  }
});
