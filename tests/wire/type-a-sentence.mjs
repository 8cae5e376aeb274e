// node tests/wire/type-a-sentence.mjs <address> <e-mail> <password> <convention> <sentence>
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const [address, email, password, convention, sentence] = process.argv.slice(2);
const post = async (path, body, headers) => {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  const response = await fetch(address + path, init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response;
};
const signedIn = await post('/api/auth/sign-in/email', { email, password });
const cookie = signedIn.headers
  .getSetCookie()
  .map((line) => line.split(';', 1)[0])
  .join('; ');
const page = await (await post(`/api/conventions/${convention}/pages`, {}, { cookie })).json();

const doc = new Y.Doc();
doc.clientID = page.clientId;
const provider = new WebsocketProvider(`${address.replace(/^http/, 'ws')}/sync`, convention, doc, {
  params: { client: String(page.clientId), epoch: page.epoch, schema: String(page.schemaVersion) },
  WebSocketPolyfill: class extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols, { headers: { cookie } });
    }
  },
});
provider.once('sync', () => {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(sentence)]);
  doc.getXmlFragment('text:project').push([paragraph]);
});
// The first update message is the provider's own answer to the server's sync step 1; the sentence is the second.
provider.messageHandlers[100] = (_encoder, decoder) => {
  if (decoding.readVarUint(decoder) === 2) leave('saved');
};
provider.once('closed', ({ code, reason }) => leave(`closed: ${code} ${reason}`));

function leave(why) {
  console.log(why);
  provider.destroy();
  doc.destroy();
}
