import { freemem } from 'node:os'
import { openEmbeddings } from '@cmgsae/data/node'
import { CliError } from '../errors.ts'
import { interruptible } from '../interruption.ts'
import { formatBytes } from '../terminal/format.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { loadSamples, modalityOptions } from './load-samples.ts'
import type { TrainingSamples } from './samples.ts'
import type { SampleSource } from './source.ts'
import { streamSamples } from './stream-samples.ts'

export const memoryOption = {
  type: 'number',
  hint: 'GB',
  min: 0,
  about:
    'memory that embeddings may take; larger ones are streamed from disk while training, which ends in the same bytes. 0 streams any; default: half of what is free',
  section: 'Data',
} as const

/**
 * The samples of a source, in memory where they fit, else to be streamed.
 * @throws DataError or CliError naming the file and row that cannot be used, or for what does not fit, Interrupted after Ctrl-C
 * while streamed rows are checked
 */
export async function openSamples(
  source: SampleSource,
  {
    memory,
    held = false,
    by,
    terminal,
    stopped,
  }: {
    /** In gigabytes. */
    memory: number | undefined
    /** Never stream. */
    held?: boolean
    /** The modality that the split goes by; default: the first. */
    by: string | undefined
    terminal: Terminal
    /** What to say when Ctrl-C ends the reading. */
    stopped: string
  },
): Promise<TrainingSamples> {
  if (held) await checkFits(source)
  if (held || source.kind === 'world') return loadSamples(source)
  const allowed = memory === undefined ? freeBytes() / 2 : memory * 1e9
  const bytes = await bytesOf(source)
  if (bytes <= allowed) return loadSamples(source)
  terminal.note(
    `streaming from disk: the embeddings take ${formatBytes(bytes)}, more than ` +
      (memory === undefined
        ? `half of the free memory (${formatBytes(allowed)})`
        : `--memory ${memory} GB`),
  )
  return interruptible(
    () => stopped,
    (signal) => streamSamples(source, by ?? source.modalities[0]!.name, terminal, signal),
  )
}

/**
 * @throws CliError where a command that holds all samples in memory would run out of it
 */
export async function checkFits(source: SampleSource): Promise<void> {
  if (source.kind === 'world') return
  const [bytes, free] = [await bytesOf(source), freeBytes()]
  if (bytes <= free) return
  throw new CliError(
    `the embeddings take ${formatBytes(bytes)} and ${formatBytes(free)} of memory are free: only train ` +
      'and encode stream, and not with --fill; give a part of them with --modality NAME=FILE',
  )
}

/** What the embeddings take as float32; only headers are read. */
async function bytesOf(source: Extract<SampleSource, { kind: 'files' }>): Promise<number> {
  let bytes = 0
  for (const { name, file } of source.modalities) {
    const { path, ...part } = await modalityOptions(name, file)
    const table = await openEmbeddings(path, part)
    bytes += 4 * table.rows * table.cols
    await table.close()
  }
  return bytes
}

/** What this process may still take: a container's limit counts. */
function freeBytes(): number {
  return process.availableMemory?.() ?? freemem()
}
