/** A page's WebSocket, with a test's hand on it: what goes either way can be held, and the server's part be spoken. */
import { messageTypes, type UpdateRefused } from '@entente/shared/wire/messages';
import * as encoding from 'lib0/encoding';
import type { Page, WebSocketRoute } from 'playwright-core';

export type WireInHand = {
  /** Acknowledgements don't reach the page while true; those held back arrive when it is false again. */
  holdAcknowledgements(isHeld: boolean): void;
  /** Nothing that the page sends reaches the server while true; it is lost. */
  loseWhatIsSent(isLost: boolean): void;
  /** Refuses what the page sent, as the server would. */
  refuse(refused: UpdateRefused): Promise<void>;
  /** Ends the connection with a close code. */
  end(code: number): Promise<void>;
  /** The `clientID`s under which the page connected, in their order. */
  readonly clients: readonly string[];
};

/** Takes hold of the page's wire; to be called before the page is opened. */
export async function wireInHand(page: Page): Promise<WireInHand> {
  const state = { isHeld: false, isLost: false, held: [] as (string | Buffer)[] };
  const clients: string[] = [];
  let socket: WebSocketRoute | undefined;
  await page.routeWebSocket(/\/sync\//, (route) => {
    socket = route;
    clients.push(new URL(route.url()).searchParams.get('client') ?? '');
    const server = route.connectToServer();
    route.onMessage((message) => {
      if (!state.isLost) server.send(message);
    });
    server.onMessage((message) => {
      if (state.isHeld && message[0] === messageTypes.saved) state.held.push(message);
      else route.send(message);
    });
  });
  const open = () => {
    if (!socket) throw new Error('the page has not connected yet');
    return socket;
  };
  return {
    clients,
    holdAcknowledgements: (isHeld) => {
      state.isHeld = isHeld;
      if (!isHeld) for (const message of state.held.splice(0)) open().send(message);
    },
    loseWhatIsSent: (isLost) => {
      state.isLost = isLost;
    },
    refuse: async (refused) => {
      const message = encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, messageTypes.refused);
        encoding.writeVarString(encoder, JSON.stringify(refused));
      });
      open().send(Buffer.from(message));
      await open().close({ code: 4409, reason: refused.code });
    },
    end: (code) => open().close({ code, reason: '' }),
  };
}
