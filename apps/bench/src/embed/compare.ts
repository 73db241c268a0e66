import { DataError } from '@cmgsae/data'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTerminal, runCommandLine } from '@cmgsae/cli'
import { bareLoop, isPicture, isSound, type BareModels } from './bare-loop.ts'

export interface EmbedRow {
  /** `embed` is the command of ours, `bare` the loop on transformers.js. */
  readonly way: 'embed' | 'bare'
  readonly pictures: number
  readonly sounds: number
  /** From nothing loaded to the last vector, each run. */
  readonly seconds: readonly number[]
  /** Files per second in the median run. */
  readonly perSecond: number
}

export interface CompareOptions {
  readonly folder: string
  readonly files: readonly string[]
  readonly models: BareModels
  readonly rounds: number
  readonly onRound?: ((round: number) => void) | undefined
}

/**
 * Embeds the same files by `cmgsae embed` and by a bare loop, in turn, in one process: both load
 * their models, and what else the machine does falls on both. A first round of each warms up and
 * does not count.
 */
export async function compareEmbedding(options: CompareOptions): Promise<EmbedRow[]> {
  const { folder, files, models, rounds, onRound } = options
  const ways = {
    embed: () => embedOnce(folder, models),
    bare: () => bareLoop(files, models),
  }
  const seconds = { embed: [] as number[], bare: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    onRound?.(round)
    // Who goes first changes, so that nobody always finds the files in the cache of the disk.
    const order = round % 2 === 0 ? (['embed', 'bare'] as const) : (['bare', 'embed'] as const)
    for (const way of order) {
      const begun = performance.now()
      await ways[way]()
      if (round > 0) seconds[way].push((performance.now() - begun) / 1000)
    }
  }
  return (['embed', 'bare'] as const).map((way) => ({
    way,
    pictures: files.filter(isPicture).length,
    sounds: files.filter(isSound).length,
    seconds: seconds[way],
    perSecond: files.length / median(seconds[way]),
  }))
}

/** The command as a person runs it, with its set thrown away. */
async function embedOnce(folder: string, { clip, clap }: BareModels): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'bench-embed-'))
  let said = ''
  const heard = { write: (text: string) => (said += text) }
  const terminal = createTerminal({ write: () => {} }, heard, {})
  const flags = ['--model', clip, '--audio-model', clap, '--out', join(scratch, 'set')]
  try {
    if ((await runCommandLine(['embed', folder, ...flags], terminal)) === 0) return
    throw new DataError(`cmgsae embed failed: ${said.trim().split('\n').at(-1)}`)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
