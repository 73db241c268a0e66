/** What the head of the built page started before any code of ours was there. */
const early = (globalThis as { early?: { engine?: Worker; media?: Worker } }).early ?? {}

/** A worker that runs already, else the one that `make` starts. */
export function earlyWorker(name: keyof typeof early, make: () => Worker): Worker {
  return early[name] ?? make()
}
