/**
 * Many small questions as few: the first is asked at once, those that come meanwhile are asked together when its answer is
 * there. No answer is older than its question.
 */

/** Asked for at once; the rest waits for the next round. */
const largestRound = 200;

type Waiting<T> = { readonly key: string; readonly answered: PromiseWithResolvers<T> };

/** `ask` answers for several keys; what is returned resolves to the answer that a key was part of, or fails as it did. */
export function inRounds<T>(ask: (keys: readonly string[]) => Promise<T>): (key: string) => Promise<T> {
  let waiting: Waiting<T>[] = [];
  let isAsking = false;
  const askAll = async () => {
    isAsking = true;
    while (waiting.length > 0) {
      const round = waiting.slice(0, largestRound);
      waiting = waiting.slice(largestRound);
      await askRound(ask, round);
    }
    isAsking = false;
  };
  return (key) => {
    const answered = Promise.withResolvers<T>();
    waiting.push({ key, answered });
    if (!isAsking) void askAll();
    return answered.promise;
  };
}

async function askRound<T>(ask: (keys: readonly string[]) => Promise<T>, round: readonly Waiting<T>[]): Promise<void> {
  try {
    const answer = await ask(round.map(({ key }) => key));
    for (const { answered } of round) answered.resolve(answer);
  } catch (error) {
    for (const { answered } of round) answered.reject(error);
  }
}
