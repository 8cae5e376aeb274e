/** F-19 to F-23 in their full size: ten thousand sockets, days of coming and going, months of writing. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Installation } from '../faults/support/installation.ts';
import { allComeBack, comingsAndGoings, idleSockets, movingCursors } from '../faults/support/load-faults.ts';
import { gauge } from '../faults/support/memory.ts';
import { retyped } from '../faults/support/retyping.ts';
import { roomy, tickets } from '../faults/support/wire-page.ts';
import { independentTrial, type Trial } from './trial.ts';

const quickKeepAlive = join(import.meta.dirname, '..', 'faults', 'support', 'quick-keep-alive.ts');
const serving = { environment: roomy, preload: [gauge, quickKeepAlive] };

/** A server of its own for the seed. */
async function served<T>(use: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await Installation.make();
  try {
    await installation.start(serving);
    return await use(installation);
  } finally {
    await installation.remove();
  }
}

const manySockets = 10_000;

const idleAndBack = independentTrial(
  {
    name: 'F-19-20',
    title: 'ten thousand idle sockets, then a restart after which all of them come back at once',
    defaultCount: 1,
  },
  (_seed, say) =>
    served(async (installation) => {
      const convention = await installation.openConvention();
      const given = await tickets(installation.people, convention, manySockets);
      const idle = await idleSockets(installation, { convention, given, milliseconds: 60_000 }, say);
      assert(idle.keepAlives > 1, 'an idle socket heard nothing');
      assert(idle.perSocket < 20 * 1_024, `${idle.perSocket} bytes for an idle socket`);
      const back = await allComeBack(installation, { convention, given, serving }, say);
      assert(back.heap < manySockets * 40 * 1_024, `${back.heap} bytes of heap for those who came back`);
      return {
        sockets: manySockets,
        'bytes per socket': Math.round(idle.perSocket),
        'ms to come back': Math.round(back.took),
      };
    }),
);

const carets = independentTrial(
  {
    name: 'F-21',
    title: 'five hundred carets that move for a minute: messages and bytes stay bounded',
    defaultCount: 3,
  },
  (_seed, say) =>
    served(async (installation) => {
      const convention = await installation.openConvention();
      const wish = { convention, count: 500, movesPerSecond: 4, milliseconds: 60_000 };
      const found = await movingCursors(installation, wish, say);
      assert(found.framesPerSecond < 20.5, `${found.framesPerSecond} messages a second`);
      return { 'ms of the slowest edit': Math.round(found.slowest) };
    }),
);

const comings = independentTrial(
  { name: 'F-22', title: 'ten thousand comings and goings: the heap stays flat', defaultCount: 5 },
  (_seed, say) =>
    served(async (installation) => {
      const { perComing } = await comingsAndGoings(installation, { parts: 10, perPart: 1_000 }, say);
      assert(perComing < 40, `${perComing} bytes stay of each page that came and went`);
      return { comings: 10_000 };
    }),
);

const months = independentTrial(
  {
    name: 'F-23',
    title: 'a text written and thrown away three hundred times: state, heap and disk stay bounded',
    defaultCount: 10,
  },
  (seed, say) =>
    served(async (installation) => {
      const { measured, loading, diskPerLetter } = await retyped(
        installation,
        { parts: 6, perPart: 50, seed, serving },
        say,
      );
      const [first, last] = [measured[1], measured.at(-1)];
      assert(first && last);
      const left = (last.state - first.state) / (last.rounds - first.rounds);
      assert(left < 60, `${left} bytes are left of a round`);
      assert(last.heap - first.heap < 8 * 1_048_576, 'the heap grows');
      assert(diskPerLetter < 4, `${diskPerLetter} bytes on disk for a letter`);
      assert(loading < 2_000, `${loading} ms to load`);
      return { letters: last.typed };
    }),
);

export const loadTrials: readonly Trial[] = [idleAndBack, carets, comings, months];
