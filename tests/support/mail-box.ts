/** A mail server that accepts everything and keeps it: enough SMTP (RFC 5321) for a client that sends. */
import { createServer, type Socket } from 'node:net';

export type Mail = {
  readonly to: readonly string[];
  readonly raw: string;
  readonly subject: string;
  readonly text: string;
};

export type MailBox = {
  readonly url: string;
  readonly mails: readonly Mail[];
  /** Resolves with the first mail to that address whose subject fits, already there or still to come. */
  mailTo(address: string, subject: RegExp): Promise<Mail>;
  close(): Promise<void>;
};

export async function openMailBox(): Promise<MailBox> {
  const mails: Mail[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((socket) =>
    converse(socket, (mail) => {
      mails.push(mail);
      for (const look of waiting) look();
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    mailTo: (address, subject) =>
      new Promise((resolve) => {
        const look = () => {
          const found = mails.find((mail) => mail.to.includes(address) && subject.test(mail.subject));
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function converse(socket: Socket, deliver: (mail: Mail) => void): void {
  let buffer = '';
  let to: string[] = [];
  let isData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 mailbox');
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes) => {
    buffer += bytes.toString('latin1');
    for (;;) {
      const end = buffer.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const piece = buffer.slice(0, end);
      buffer = buffer.slice(end + (isData ? 5 : 2));
      if (isData) {
        deliver(parsed(Buffer.from(piece, 'latin1').toString('utf8'), to));
        [to, isData] = [[], false];
        say('250 kept');
      } else if (/^DATA/i.test(piece)) {
        isData = true;
        say('354 go on');
      } else if (/^QUIT/i.test(piece)) {
        say('221 bye');
        socket.end();
      } else {
        const recipient = /^RCPT TO:<([^>]+)>/i.exec(piece)?.[1];
        if (recipient) to.push(recipient);
        say(/^EHLO/i.test(piece) ? '250 mailbox' : '250 ok');
      }
    }
  });
}

function parsed(raw: string, to: readonly string[]): Mail {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const subject = decodedWords(/^Subject: ((?:.*)(?:\r\n[ \t].*)*)/im.exec(head)?.[1] ?? '');
  return { to, raw, subject, text: decodedBody(head, rest.join('\r\n\r\n')) };
}

function decodedWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/\r\n[ \t]/g, ' ')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_all, how: string, text: string) =>
      how.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('utf8') : fromQuoted(text.replace(/_/g, ' ')),
    );
}

/** The words of a letter, whatever its encoding; of a letter with attachments, all of its parts. */
function decodedBody(head: string, body: string): string {
  const boundary = /boundary="([^"]+)"/i.exec(head)?.[1];
  if (boundary !== undefined) {
    const parts = body.split(`--${boundary}`).slice(1, -1);
    return parts.map((part) => parsed(part.replace(/^\r\n/, ''), []).text).join('\n');
  }
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  return /^content-transfer-encoding: quoted-printable/im.test(head) ? fromQuoted(body) : body;
}

function fromQuoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
