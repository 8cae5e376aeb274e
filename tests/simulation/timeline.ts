/**
 * The one scheduler of a simulation. Everything that takes time (a frame on its way, a commit, a timer) is a task with a
 * due moment; tasks run one by one, and between two of them every promise that can go on does. Time stands still while a
 * task runs, and jumps to the next one's moment: a minute costs nothing.
 */
import type { Cancel, Scheduler } from '@entente/server/scheduler';
import type { Chance } from '../support/chance.ts';

/** What a task belongs to, such as a process: when that is over, the task never runs. */
export type Life = { isOver: boolean };

type Task = { readonly due: number; readonly order: number; readonly life: Life; readonly act: () => void } & {
  readonly isUpkeep: boolean;
  isCancelled: boolean;
};

export const forEver: Life = { isOver: false };

/** All promises that can go on have gone on when it resolves: the loop's next turn comes after them. */
const quiet = () => new Promise<void>((resolve) => setImmediate(resolve));

export class Timeline {
  readonly #chance: Chance;
  readonly #heap: Task[] = [];
  #order = 0;
  #waiting = 0;
  /** Milliseconds since 1970. */
  now: number;
  /** How many tasks have run. */
  tasks = 0;

  constructor(chance: Chance, start: string) {
    this.#chance = chance;
    this.now = Date.parse(start);
  }

  /** True when nothing is under way but upkeep that goes on for ever. */
  get isDry(): boolean {
    return this.#waiting === 0;
  }

  /** Acts after so many milliseconds, or within a range of them. */
  after(delay: number | readonly [least: number, most: number], act: () => void, life: Life = forEver): Cancel {
    return this.#post(typeof delay === 'number' ? delay : this.#within(delay), act, { life, isUpkeep: false });
  }

  /** Resolves after a while; never, when the life it belongs to ends before. */
  wait(delay: readonly [least: number, most: number], life: Life): Promise<void> {
    return new Promise((resolve) => {
      this.after(delay, resolve, life);
    });
  }

  /** What the engine of one process waits by: it ends with the process. */
  schedulerOf(life: Life): Scheduler {
    return {
      nextTurn: () => this.wait([0, 2], life),
      after: (milliseconds, act) => this.after(milliseconds, act, life),
      every: (milliseconds, act) => this.#every(milliseconds, act, life),
    };
  }

  /** Runs tasks until the condition holds or nothing is left; returns false when it gave up after so many tasks. */
  async run(isEnough: () => boolean, mostTasks: number): Promise<boolean> {
    await quiet();
    for (let count = 0; !isEnough(); count++) {
      if (count >= mostTasks) return false;
      if (!this.#runNext()) return true;
      await quiet();
    }
    return true;
  }

  /** Lets so many milliseconds pass. */
  async pass(milliseconds: number): Promise<void> {
    let isOver = false;
    this.after(milliseconds, () => {
      isOver = true;
    });
    await this.run(() => isOver, Number.POSITIVE_INFINITY);
  }

  #every(milliseconds: number, act: () => void, life: Life): Cancel {
    let cancel: Cancel;
    const again = () => {
      cancel = this.#post(milliseconds, run, { life, isUpkeep: true });
    };
    const run = () => {
      again();
      act();
    };
    again();
    return () => cancel();
  }

  #within([least, most]: readonly [number, number]): number {
    return least + this.#chance.share() * (most - least);
  }

  #post(delay: number, act: () => void, { life, isUpkeep }: { life: Life; isUpkeep: boolean }): Cancel {
    this.#order += 1;
    const task: Task = { due: this.now + delay, order: this.#order, life, act, isUpkeep, isCancelled: false };
    if (!isUpkeep) this.#waiting += 1;
    this.#push(task);
    return () => {
      if (!task.isCancelled && !isUpkeep) this.#waiting -= 1;
      task.isCancelled = true;
    };
  }

  #runNext(): boolean {
    for (let task = this.#pop(); task; task = this.#pop()) {
      if (task.isCancelled) continue;
      task.isCancelled = true;
      if (!task.isUpkeep) this.#waiting -= 1;
      if (task.life.isOver) continue;
      this.now = Math.max(this.now, task.due);
      this.tasks += 1;
      task.act();
      return true;
    }
    return false;
  }

  #push(task: Task): void {
    const heap = this.#heap;
    let at = heap.push(task) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(task, heap[above] as Task)) break;
      heap[at] = heap[above] as Task;
      at = above;
    }
    heap[at] = task;
  }

  #pop(): Task | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Task, heap[below] as Task)) below += 1;
      if (!isBefore(heap[below] as Task, last)) break;
      heap[at] = heap[below] as Task;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(one: Task, other: Task): boolean {
  return one.due < other.due || (one.due === other.due && one.order < other.order);
}
