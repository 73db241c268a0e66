/** A line of the engine benchmark. Times are medians in milliseconds over `runs` repetitions. */
export interface EngineRow {
  readonly name: string
  readonly backend: string
  readonly [figure: string]: unknown
}

/** What a section may use. */
export interface SectionContext {
  readonly quick: boolean
  readonly signal: AbortSignal
  /** Folder of the reference prototype, or of embeddings, where given. */
  readonly prototype: string | undefined
  readonly imagenet: string | undefined
  readonly esc50: string | undefined
  /** Rows so far: limits are measured first, and later rows state their distance to them. */
  readonly rows: readonly EngineRow[]
  /** What is being done, for the live line. */
  note(doing: string): void
}

export type Section = (context: SectionContext) => AsyncIterable<EngineRow>

export interface Timing {
  readonly ms: number
  readonly best: number
  readonly worst: number
  readonly runs: number
}

/** Runs `work` a few times to warm up, then until it has run `runs` times. */
export async function time(
  work: () => Promise<unknown>,
  { runs, warm = 3, signal }: { runs: number; warm?: number; signal: AbortSignal },
): Promise<Timing> {
  for (let i = 0; i < warm; i++) {
    signal.throwIfAborted()
    await work()
  }
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    signal.throwIfAborted()
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return {
    ms: round(times[times.length >> 1]!),
    best: round(times[0]!),
    worst: round(times.at(-1)!),
    runs,
  }
}

/** Four digits are more than a shared machine can repeat. */
export const round = (value: number) => Number(value.toPrecision(4))
