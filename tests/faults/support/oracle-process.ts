/**
 * The oracle: a process of its own that edits a convention through the wire and writes down what it was promised.
 * `node oracle-process.ts <record>`; it is told what to do by its parent, and ends when the parent does.
 */
import { openSync } from 'node:fs';
import { Crowd, type CrowdOrder } from './crowd.ts';

export type ToOracle = { readonly do: 'begin'; readonly order: CrowdOrder } | { readonly do: 'end' };
export type FromOracle =
  | { readonly kind: 'typing' }
  | { readonly kind: 'ended'; readonly sent: number; readonly saved: number; readonly received: number }
  | { readonly kind: 'failed'; readonly reason: string };

const [path = ''] = process.argv.slice(2);
const record = openSync(path, 'a');
let crowd: Crowd | undefined;

const say = (message: FromOracle) => void process.send?.(message);

process.once('disconnect', () => process.exit(0));
process.on('message', (message: ToOracle) => {
  if (message.do === 'begin') {
    crowd = new Crowd(message.order, record);
    crowd.begin().then(
      () => say({ kind: 'typing' }),
      (error: unknown) => say({ kind: 'failed', reason: error instanceof Error ? String(error.stack) : String(error) }),
    );
  } else if (crowd) {
    say({ kind: 'ended', ...crowd.end() });
    crowd = undefined;
  }
});
