/** What the printing process is asked, and what it answers; both cross a process boundary by structured clone. */
import type { ConventionPdf } from './convention-pdf.ts';
import type { MinutesPdf } from './minutes-pdf.ts';

export type PrintJob =
  | { readonly kind: 'convention'; readonly input: ConventionPdf }
  | { readonly kind: 'minutes'; readonly input: MinutesPdf };

export type PrintRequest = { readonly id: number; readonly job: PrintJob };

export type PrintAnswer =
  | { readonly id: number; readonly pdf: Uint8Array }
  /** `failure`: for the log, never for a person. */
  | { readonly id: number; readonly failure: string };
