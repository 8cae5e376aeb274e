/** `npm run bench -- latency`: how soon others see what one types, and how soon it is safe. */
import { type Figures, figuresOf } from './figures.ts';
import { manyWriters, oneWriter } from './on-the-wire.ts';
import { serveSample } from './served-sample.ts';
import { watchTyping } from './to-the-pixels.ts';

export type Latency = { readonly figures: readonly Figures[]; readonly browser: string };

const usual = { keystrokes: 300, lettersOfOne: 1_000, crowd: { writers: 20, letters: 100 } };
const quick = { keystrokes: 100, lettersOfOne: 300, crowd: { writers: 20, letters: 30 } };

/** Measures; `tell` hears what is being done. */
export async function measureLatency(tell: (sentence: string) => void, isQuick: boolean): Promise<Latency> {
  const { keystrokes, lettersOfOne, crowd } = isQuick ? quick : usual;
  const sample = await serveSample();
  try {
    tell(`Typing ${keystrokes} letters in one browser, watched by two others …`);
    const seen = await watchTyping(sample, keystrokes);
    tell(
      `Sending ${lettersOfOne} updates from one socket, then ${crowd.writers * crowd.letters} from ${crowd.writers} …`,
    );
    const alone = await oneWriter(sample, lettersOfOne);
    const together = await manyWriters(sample, crowd);
    return {
      browser: seen.browserVersion,
      figures: [
        figuresOf('keystroke to pixels, in two other browsers', seen.byOthers),
        figuresOf('keystroke to pixels, in the same browser', seen.byTypist),
        figuresOf('update to acknowledgement, one writer', alone),
        figuresOf(`update to acknowledgement, ${crowd.writers} writers`, together),
      ],
    };
  } finally {
    await sample.close();
  }
}
