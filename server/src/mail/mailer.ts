import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { Mail } from '../config.ts';

export type Attachment = {
  readonly filename: string;
  readonly content: string | Uint8Array;
  readonly contentType: string;
};

export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
};

/** Sends mail after the fact: a letter that can't leave is logged and never undoes what it tells. */
export interface Mailer {
  /** The address that letters come from, without a name. */
  readonly address: string;
  /** Returns at once; the sending goes on by itself. */
  send(letter: Letter): void;
  /** Resolves when every letter has left or failed. */
  settled(): Promise<void>;
}

function addressIn(from: string): string {
  return /<([^>]+)>/.exec(from)?.[1] ?? from;
}

function asNodemailer({ content, ...rest }: Attachment) {
  return { ...rest, content: typeof content === 'string' ? content : Buffer.from(content) };
}

/** A mailer that speaks SMTP. Addresses, subjects and texts never reach the log. */
export function createSmtpMailer(mail: Mail, log: Logger): Mailer {
  const transport = createTransport(mail.smtpUrl, { from: mail.from });
  const underWay = new Set<Promise<void>>();
  return {
    address: addressIn(mail.from),
    send({ to, subject, text, attachments }) {
      const sending = transport
        .sendMail({ to, subject, text, attachments: (attachments ?? []).map(asNodemailer) })
        .then(
          () => undefined,
          (error: { code?: unknown; responseCode?: unknown }) => {
            log.error({ code: error.code, responseCode: error.responseCode }, 'a letter could not be sent');
          },
        )
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    },
    async settled() {
      await Promise.all(underWay);
      transport.close();
    },
  };
}
