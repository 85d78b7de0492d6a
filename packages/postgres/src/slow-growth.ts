/**
 * Lets a pool grow only when somebody has waited for a connection. A connection takes the server longer to open than most
 * statements take, and 17 MiB for as long as it stays; what a burst asks at once, as at a start, few answer as soon.
 */
export type Gate = {
  /** Undefined: go ahead. Else go when it resolves, which is soon: nobody waits once the pool is at its largest. */
  enter(): Promise<void> | undefined;
  /** To be called once for each `enter`, when its connection is free again. */
  leave(): void;
  /** The pool has closed connections and has `count` by now. */
  shrinkTo(count: number): void;
};

const OPEN_AT_FIRST = 2;
const GROW_AFTER_MS = 100; // several times what a connection takes to open

/** @param max the connections of the pool, at which it has a queue of its own. */
export function openGate(max: number): Gate {
  let open = Math.min(OPEN_AT_FIRST, max);
  let busy = 0;
  let isGrowing = false;
  const waiting: (() => void)[] = [];

  const letIn = (): void => {
    const next = waiting.shift();
    if (next === undefined) return;
    busy += 1;
    next();
  };
  const growSoon = (): void => {
    if (isGrowing) return;
    isGrowing = true;
    setTimeout(grow, GROW_AFTER_MS);
  };
  const grow = (): void => {
    isGrowing = false;
    if (waiting.length === 0) return;
    open += 1;
    if (open < max) letIn();
    else while (waiting.length > 0) letIn();
    if (waiting.length > 0) growSoon();
  };
  return {
    enter: () => {
      if (busy < open || open >= max) {
        busy += 1;
        return undefined;
      }
      growSoon();
      return new Promise((resolve) => waiting.push(resolve));
    },
    leave: () => {
      busy -= 1;
      if (busy < open) letIn();
    },
    shrinkTo: (count) => {
      open = Math.min(open, Math.max(OPEN_AT_FIRST, count));
    },
  };
}
