import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { isImportRefusal, readWordFile } from '@entente/server/word-import/read-word-file';
import { describe, expect, it } from 'vitest';
import { archive } from '../support/archive.ts';
import { paragraph } from '../support/text-blocks.ts';
import { run, wordEntries, wordFile, wordParagraph, xmlStart } from '../support/word-file.ts';
import { proposalOf, refusalOf, sample } from '../support/word-reading.ts';

describe('F-50 files that are refused, and nothing is created', () => {
  const article = wordParagraph(run('Article 1 – Objet'));

  it('F-50 no byte, no word', async () => {
    expect(await refusalOf(new Uint8Array())).toBe('empty');
    expect(await refusalOf(wordFile({ body: wordParagraph('') }))).toBe('empty');
  });

  it('F-50 something else than a Word file', async () => {
    expect(await refusalOf(Buffer.from('%PDF-1.7 un document'))).toBe('not-a-word-file');
    expect(await refusalOf(archive([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text' }]))).toBe(
      'not-a-word-file',
    );
    const sheet = wordEntries({ body: article }).map((entry) =>
      entry.name === '[Content_Types].xml'
        ? { ...entry, data: String(entry.data).replace('wordprocessingml', 'spreadsheetml') }
        : entry,
    );
    expect(await refusalOf(archive(sheet))).toBe('not-a-word-file');
  });

  it('F-50 encrypted files and files of old Word are told apart', async () => {
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]);
    const encrypted = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(100)]);
    expect(await refusalOf(encrypted)).toBe('encrypted');
    expect(await refusalOf(ole)).toBe('old-word-format');
    const flagged = wordEntries({ body: article }).map((entry) => ({ ...entry, flags: 1 }));
    expect(await refusalOf(archive(flagged))).toBe('encrypted');
  });

  it('F-50 a file above ten mebibytes', async () => {
    expect(await refusalOf(new Uint8Array(10 * 1024 * 1024 + 1))).toBe('too-large');
  });

  it('F-26 broken files: cut at many places, a wrong checksum, XML that does not end, no document', async () => {
    for (let at = 1; at <= 8; at++) {
      const cut = sample.subarray(0, Math.floor((sample.length * at) / 9));
      expect(await refusalOf(cut), `cut at ${at}/9`).toBe('unreadable');
    }
    const entries = wordEntries({ body: article });
    const checksum = entries.map((entry) => (entry.name === 'word/document.xml' ? { ...entry, checksum: 1 } : entry));
    expect(await refusalOf(archive(checksum))).toBe('unreadable');
    const endless = entries.map((entry) =>
      entry.name === 'word/document.xml'
        ? { ...entry, data: String(entry.data).replace('</w:body></w:document>', '<w:p') }
        : entry,
    );
    expect(await refusalOf(archive(endless))).toBe('unreadable');
    expect(await refusalOf(archive(entries.filter(({ name }) => name !== 'word/document.xml')))).toBe('unreadable');
  });

  it('F-50 a bomb: small in the archive, huge outside; the process stays small', async () => {
    const air = Buffer.alloc(300 * 1024 * 1024, 0x20);
    const bomb = archive([...wordEntries({ body: article }), { name: 'word/air.xml', data: air }]);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage().rss;
    expect(await refusalOf(bomb)).toBe('suspicious');
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  it('F-50 a bomb that lies about its size, one made of many entries, one below the size limit', async () => {
    const air = Buffer.alloc(40 * 1024 * 1024, 0x20);
    const entries = wordEntries({ body: article });
    expect(await refusalOf(archive([...entries, { name: 'word/air.xml', data: air, declaredSize: 1000 }]))).toBe(
      'suspicious',
    );
    expect(await refusalOf(archive([...entries, { name: 'word/air.xml', data: air.subarray(0, 9_000_000) }]))).toBe(
      'suspicious',
    );
    const many = Array.from({ length: 2100 }, (_, at) => ({ name: `word/media/${at}.png`, data: 'x' }));
    expect(await refusalOf(archive([...entries, ...many]))).toBe('suspicious');
  });

  it('F-50 names that leave the archive, two parts with one name', async () => {
    const entries = wordEntries({ body: article });
    for (const name of ['../../etc/cron.d/x.xml', '/etc/passwd.xml', 'word\\..\\..\\x.xml', 'C:/x.xml']) {
      expect(await refusalOf(archive([...entries, { name, data: '<x/>' }])), name).toBe('suspicious');
    }
    expect(await refusalOf(archive([...entries, { name: 'word/document.xml', data: '<x/>' }]))).toBe('suspicious');
  });

  it('F-50 document types and entities, in any part and any encoding', async () => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
    const external = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>';
    for (const [part, declared] of [
      ['word/document.xml', laughs],
      ['word/document.xml', external],
      ['word/_rels/document.xml.rels', external],
      ['[Content_Types].xml', laughs],
    ] as const) {
      const entries = wordEntries({ body: article }).map((entry) =>
        entry.name === part ? { ...entry, data: String(entry.data).replace(xmlStart, xmlStart + declared) } : entry,
      );
      expect(await refusalOf(archive(entries)), part).toBe('suspicious');
    }
    const wide = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${external}<x/>`, 'utf16le');
    expect(await refusalOf(archive([...wordEntries({ body: article }), { name: 'word/wide.xml', data: wide }]))).toBe(
      'suspicious',
    );
  });

  it('F-29 elements nested a hundred thousand deep end their thread, not the process', async () => {
    const deep = '<w:smartTag>'.repeat(100_000) + run('x') + '</w:smartTag>'.repeat(100_000);
    const noise = Array.from({ length: 4000 }, (_, at) => wordParagraph(run(`mot ${at * 7919}`))).join('');
    expect(['unreadable', 'suspicious']).toContain(await refusalOf(wordFile({ body: wordParagraph(deep) + noise })));
    expect(await refusalOf(sample)).toBe('accepted');
  });

  it('F-50 what would need too much memory ends its thread, not the process', async () => {
    // Words that don't repeat: no compression ratio gives it away.
    const word = (at: number) => ((at * 2_654_435_761) % 2 ** 32).toString(36);
    const body = Array.from({ length: 60_000 }, (_, at) => wordParagraph(run(word(at)))).join('');
    expect(await refusalOf(wordFile({ body }), { heap: 48 })).toBe('too-large');
    expect(await refusalOf(sample)).toBe('accepted');
  });
});

describe('F-51 reading a file opens no connection', () => {
  it('F-50 external pictures, templates and styles are never fetched; pictures are told', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('x');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const relation = (id: string, kind: string, target: string) =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}" TargetMode="External"/>`;
    const picture = (reference: string) =>
      `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Plan de la salle"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip ${reference}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
    const proposal = await proposalOf(
      wordFile({
        body:
          wordParagraph(run('Article 1 – Moyens', '<w:b/>')) +
          wordParagraph(run('Une salle.') + picture('r:link="p1"') + picture('r:link="p2"')),
        relations:
          relation('p1', 'image', `${home}/picture.png`) +
          relation('p2', 'image', 'file:///etc/hostname') +
          relation('t', 'attachedTemplate', `${home}/template.dotm`) +
          relation('s', 'styles', `${home}/styles.xml`),
      }),
    );
    expect(proposal.notices).toEqual(['pictures-dropped']);
    expect(proposal.parts[0]?.content).toEqual([paragraph('Une salle.')]);
    expect(asked).toEqual([]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('F-50 the reading is bounded and can be cancelled', () => {
  it('F-50 takes no more than its time', async () => {
    expect(await refusalOf(sample, { timeout: 1 })).toBe('timeout');
  });

  it('F-50 is cancelled by its signal, before, while waiting and while reading', async () => {
    await expect(readWordFile(sample, { signal: AbortSignal.abort(new Error('left')) })).rejects.toThrow('left');
    const first = new AbortController();
    const second = new AbortController();
    const reading = readWordFile(sample, { signal: first.signal });
    const waiting = readWordFile(sample, { signal: second.signal });
    const after = readWordFile(sample);
    second.abort(new Error('tired of waiting'));
    await expect(waiting).rejects.toThrow('tired of waiting');
    first.abort(new Error('closed the page'));
    await expect(reading).rejects.toThrow('closed the page');
    expect(isImportRefusal(await after)).toBe(false);
  });

  it('F-50 more files than may wait are told that the server is busy; the others have their turn', async () => {
    const answers = await Promise.all(Array.from({ length: 23 }, () => refusalOf(sample, { timeout: 1 })));
    expect(answers.filter((answer) => answer === 'busy')).toHaveLength(2);
    expect(answers.filter((answer) => answer === 'timeout')).toHaveLength(21);
    expect(await refusalOf(sample)).toBe('accepted');
  });

  it('F-50 the event loop is free while a file is read', async () => {
    const before = performance.eventLoopUtilization();
    await proposalOf(sample);
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
  });
});
