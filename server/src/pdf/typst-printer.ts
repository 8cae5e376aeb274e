/**
 * Typst, with our constant templates and our fonts. People's words reach it as JSON only, and the templates draw them as
 * text: nothing typed is ever read as markup. The compiler sees the folder of the templates and nothing else of the disk.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assertNever } from '@entente/shared/assert-never';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { conventionData } from './convention-data.ts';
import { type FontCoverages, loadFonts } from './fonts.ts';
import { minutesData } from './minutes-data.ts';
import type { PrintJob } from './print-job.ts';

const templates = fileURLToPath(new URL('./template/', import.meta.url));
const dataFile = join(templates, 'data.json');
const evidenceFile = join(templates, 'evidence.json');

/** Archivable (ISO 19005-3), tagged for screen readers, able to carry attachments. */
const standard = 'a-3b';

/** Tries after which a text that still holds a character without a glyph is a defect of ours. */
const mostTries = 4;

export interface Printer {
  /** The PDF's bytes; the same job gives the same bytes. Takes 30 ms to a second, and blocks. Throws when it can't be printed. */
  print(job: PrintJob): Uint8Array;
}

export function createTypstPrinter(): Printer {
  const fonts = loadFonts();
  const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: [...fonts.blobs] }] });

  return {
    print(job) {
      const refused = new Set<number>();
      for (let tries = 1; ; tries++) {
        try {
          return compile(compiler, `${job.kind}.typ`, {
            data: dataOf(job, fonts.coverages, refused),
            attached: attachedTo(job),
          });
        } catch (error) {
          const lost = charactersWithoutGlyph(error).filter((codePoint) => !refused.has(codePoint));
          if (lost.length === 0 || tries === mostTries) throw error;
          for (const codePoint of lost) refused.add(codePoint);
        }
      }
    },
  };
}

function attachedTo(job: PrintJob): Uint8Array | null {
  return job.kind === 'convention' ? job.input.evidence : null;
}

function dataOf(job: PrintJob, fonts: FontCoverages, refused: ReadonlySet<number>): unknown {
  switch (job.kind) {
    case 'convention':
      return conventionData(job.input, fonts, refused);
    case 'minutes':
      return minutesData(job.input, fonts, refused);
    default:
      return assertNever(job);
  }
}

type Printed = { readonly data: unknown; readonly attached: Uint8Array | null };

function compile(compiler: NodeCompiler, template: string, { data, attached }: Printed): Uint8Array {
  compiler.mapShadow(dataFile, Buffer.from(JSON.stringify(data)));
  if (attached !== null) compiler.mapShadow(evidenceFile, Buffer.from(attached));
  try {
    const compiled = compiler.compile({ mainFilePath: join(templates, template) });
    const document = compiled.result;
    if (document === null) throw new Error(`Typst refused ${template}: ${diagnosticsOf(compiled.takeDiagnostics())}`);
    return compiler.pdf(document, { pdfStandard: standard });
  } finally {
    compiler.unmapShadow(dataFile);
    if (attached !== null) compiler.unmapShadow(evidenceFile);
    compiler.evictCache(0);
  }
}

function diagnosticsOf(error: { readonly shortDiagnostics: readonly unknown[] } | null): string {
  return JSON.stringify(error?.shortDiagnostics ?? []);
}

/**
 * A font may have a character and still lose it when it shapes a rare cluster; the exporter then names the text that it
 * could not draw. Those characters are printed as □ at the next try; never a plain letter or figure, which every font has.
 */
function charactersWithoutGlyph(error: unknown): readonly number[] {
  if (!(error instanceof Error)) return [];
  const texts = error.message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/g);
  return [...texts].flatMap(([, text = '']) => codePointsOf(text)).filter((codePoint) => codePoint > 0x7f);
}

/** Typst writes some characters as Rust does, `\u{200d}`. */
function codePointsOf(text: string): readonly number[] {
  const written = text.replace(/\\+u\{([0-9a-f]+)\}/gi, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
  return Array.from(written, (letter) => letter.codePointAt(0) ?? 0);
}
