/** The engine as a process of its own, to be killed: `node engine-child.ts <folder> [<convention>]`. */
import { startEngine } from './engine.ts';
import { EngineStory } from './engine-story.ts';
import { director, manager } from './people.ts';

export type ChildReady = {
  readonly syncUrl: string;
  readonly convention: string;
  readonly pages: readonly {
    readonly person: string;
    readonly clientId: number;
    readonly epoch: string;
    readonly schemaVersion: number;
  }[];
};

const [folder = '', convention] = process.argv.slice(2);
const engine = await startEngine({ folder });
const story = convention ? EngineStory.found(engine, convention) : await EngineStory.twoParties(engine);
const people = [manager('relais'), manager('ville'), director('ville'), manager('relais')];
const pages = await Promise.all(
  people.map(async (by) => ({ person: by.person, ...(await engine.conventions.openPage(story.id, by)) })),
);
process.on('SIGTERM', () => void engine.stop().then(() => process.exit(0)));
process.send?.({ syncUrl: engine.syncUrl, convention: story.id, pages } satisfies ChildReady);
