/** The proxy of an institution: passes plain HTTP on, and does to WebSockets and to streams what such proxies do. */
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';

export type ProxyHabits = {
  /**
   * What becomes of a WebSocket's handshake: passed on, answered with 403, never answered, or answered as if by a server that
   * says nothing.
   */
  upgrades: 'passed' | 'refused' | 'swallowed' | 'mute';
  /** `collected`: an answer is passed on once it is complete, which a stream never is. `refused`: 502. */
  streams: 'passed' | 'collected' | 'refused';
};

export type InstitutionProxy = {
  readonly port: number;
  /** Where plain requests go; set once the server is there. */
  target: number;
  readonly habits: ProxyHabits;
  /** Handshakes of WebSockets that came here. */
  upgrades(): number;
  /** Answers the next POST requests with 502 after they were passed on: the server has them, the page can't know. */
  losePosts(count: number): void;
  /** Cuts every connection that is open now. */
  cut(): void;
  close(): Promise<void>;
};

const refusal = 'HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

export async function startInstitutionProxy(habits: ProxyHabits): Promise<InstitutionProxy> {
  const sockets = new Set<Socket>();
  const mute = new WebSocketServer({ noServer: true });
  const state = { target: 0, upgrades: 0, postsToLose: 0 };
  const server = createServer((request, response) => passOn({ request, response, habits, state }));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => {
    state.upgrades += 1;
    if (habits.upgrades === 'passed') tunnel({ request, socket, head, port: state.target });
    else if (habits.upgrades === 'refused') socket.end(refusal);
    else if (habits.upgrades === 'mute') mute.handleUpgrade(request, socket, head, () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    habits,
    get target() {
      return state.target;
    },
    set target(port) {
      state.target = port;
    },
    upgrades: () => state.upgrades,
    losePosts: (count) => {
      state.postsToLose = count;
    },
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}

type Passing = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly habits: ProxyHabits;
  readonly state: { readonly target: number; postsToLose: number };
};

function passOn({ request, response, habits, state }: Passing): void {
  const { method, url = '/', headers } = request;
  if (habits.streams === 'refused' && /\/events\?/.test(url)) {
    response.writeHead(502).end();
    return;
  }
  const isPost = /\/messages\?/.test(url);
  const onward = ask({ host: '127.0.0.1', port: state.target, method, path: url, headers }, (answer) => {
    if (isPost && state.postsToLose > 0) {
      state.postsToLose -= 1;
      answer.resume();
      response.writeHead(502).end();
      return;
    }
    if (habits.streams === 'collected') {
      collect(answer, response);
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    response.flushHeaders();
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.on('error', () => onward.destroy());
  request.pipe(onward);
}

type Tunnel = {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly port: number;
};

/** The handshake as it came, then whatever either side says. */
function tunnel({ request: { method, url, rawHeaders }, socket, head, port }: Tunnel): void {
  const onward = connect(port, '127.0.0.1');
  const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
  onward.write([`${method} ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
  onward.write(head);
  for (const end of [onward, socket]) {
    end.on('error', () => end.destroy());
    end.on('close', () => (end === socket ? onward : socket).destroy());
  }
  socket.pipe(onward).pipe(socket);
}

/** Nothing, not even the head of the answer, until it is complete. */
function collect(answer: IncomingMessage, response: ServerResponse): void {
  const pieces: Buffer[] = [];
  answer.on('data', (piece: Buffer) => pieces.push(piece));
  answer.on('end', () => response.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(pieces)));
  answer.on('error', () => response.destroy());
}
