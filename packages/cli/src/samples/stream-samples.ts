import { createHash } from 'node:crypto'
import { DataError } from '@cmgsae/data'
import { loadLabels, loadMetadata, openRowSource, type FileRows } from '@cmgsae/data/node'
import { CliError } from '../errors.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { labelFingerprint } from './fingerprint.ts'
import { checkSplitBy } from './hold-out.ts'
import { locate, modalityOptions } from './load-samples.ts'
import { createRowIdentity } from './row-identity.ts'
import type { StreamedSamples } from './samples.ts'
import type { SampleSource } from './source.ts'

/** About this many values are looked at together. */
const VALUES = 1 << 20

type Files = Extract<SampleSource, { kind: 'files' }>
type Named = { readonly name: string; readonly embeddings: FileRows }

/**
 * Opens files to train on without holding them in memory, and checks every row in one pass, which
 * also finds what a run notes of its data and which rows of modality `by` coincide.
 * @throws DataError or CliError naming the file and row that cannot be used
 */
export async function streamSamples(
  source: Files,
  by: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<StreamedSamples> {
  const names = source.modalities.map(({ name }) => name)
  checkSplitBy(names, by)
  const modalities: Named[] = []
  const close = async () => {
    await Promise.all(modalities.map(({ embeddings }) => embeddings.close()))
  }
  const progress = terminal.progress('reading', { after: 1000 })
  try {
    for (const { name, file } of source.modalities) {
      const { path, ...part } = await modalityOptions(name, file)
      const embeddings = await openRowSource(path, {
        ...part,
        allowMissing: source.allowMissing,
        signal,
        onTranscode: ({ done, total }) => {
          progress.update(0.9 * done, total, `${name}: writing rows that can be read one by one`)
        },
      })
      modalities.push({ name, embeddings })
      const [first] = modalities as [Named]
      if (embeddings.rows === first.embeddings.rows) continue
      throw new DataError(
        `${first.embeddings.name} has ${first.embeddings.rows} rows and ${embeddings.name} has ` +
          `${embeddings.rows}: row i of every file must be the same sample`,
      )
    }
    progress.stop()
    const { rows } = modalities[0]!.embeddings
    const labels = source.labels && (await labelsFor(source.labels, rows))
    if (source.metadata) await checkMetadata(await locate(source.metadata), rows)
    const passing = await pass(modalities, by, terminal, signal)
    return {
      count: rows,
      modalities,
      ...(labels && { labels }),
      fingerprints: {
        ...passing.fingerprints,
        ...(labels && { '(labels)': labelFingerprint(labels) }),
      },
      same: passing.same,
      close,
    }
  } catch (error) {
    await close()
    throw error
  } finally {
    progress.stop()
  }
}

async function labelsFor(reference: NonNullable<Files['labels']>, rows: number) {
  const { part } = reference
  return loadLabels(await locate(reference), {
    rows,
    ...(part !== undefined && { column: part }),
  })
}

/** Training reads no metadata, but a file that will not fit is better known now. */
async function checkMetadata(path: string, rows: number): Promise<void> {
  const { rows: found } = await loadMetadata(path)
  if (found.length === rows) return
  throw new DataError(`${path} has ${found.length} rows, the embeddings have ${rows}`)
}

/** Reads every row once: fingerprints, coinciding rows, and that no sample lacks every modality. */
async function pass(
  modalities: readonly Named[],
  by: string,
  terminal: Terminal,
  signal: AbortSignal,
) {
  const count = modalities[0]!.embeddings.rows
  const hashes = modalities.map(({ embeddings: { rows, cols } }) =>
    createHash('sha256').update(`${rows}×${cols};`),
  )
  const identity = createRowIdentity(count)
  const progress = terminal.progress('checking rows', { after: 1000 })
  try {
    for await (const { from, rows, blocks } of chunksOf(modalities)) {
      signal.throwIfAborted()
      const known = new Uint8Array(rows)
      for (const [s, { name, embeddings }] of modalities.entries()) {
        const { cols } = embeddings
        const block = blocks[s]!
        hashes[s]!.update(new Uint8Array(block.buffer, block.byteOffset, block.byteLength))
        for (let n = 0; n < rows; n++) {
          const values = block.subarray(n * cols, (n + 1) * cols)
          if (!Number.isNaN(values[0]!)) known[n] = 1
          if (name === by) identity.add(from + n, values)
        }
      }
      const lacking = known.indexOf(0)
      if (lacking >= 0) {
        const files = modalities.map(({ embeddings }) => embeddings.name).join(', ')
        throw new CliError(
          `row ${from + lacking} (counted from 0) is missing in every modality: ${files}`,
        )
      }
      progress.update(from + rows, count)
    }
  } finally {
    progress.stop()
  }
  return {
    same: identity.ids,
    fingerprints: Object.fromEntries(
      modalities.map(({ name }, s) => [name, hashes[s]!.digest('hex').slice(0, 16)]),
    ),
  }
}

/** All rows in order, some at a time; the next ones are read while these are looked at. */
async function* chunksOf(modalities: readonly Named[]) {
  const count = modalities[0]!.embeddings.rows
  const width = modalities.reduce((sum, { embeddings }) => sum + embeddings.cols, 0)
  const size = Math.min(count, Math.max(1, Math.floor(VALUES / width)))
  const buffers = [0, 1].map(() =>
    modalities.map(({ embeddings }) => new Float32Array(size * embeddings.cols)),
  )
  const read = async (from: number, turn: number) => {
    const rows = Math.min(size, count - from)
    const wanted = Uint32Array.from({ length: rows }, (_, n) => from + n)
    const blocks = await Promise.all(
      modalities.map(async ({ embeddings }, s) => {
        const block = buffers[turn]![s]!.subarray(0, rows * embeddings.cols)
        await embeddings.read(wanted, block)
        return block
      }),
    )
    return { from, rows, blocks }
  }
  let coming = read(0, 0)
  for (let from = 0, turn = 1; from < count; from += size, turn = 1 - turn) {
    const chunk = await coming
    if (from + size < count) {
      coming = read(from + size, turn)
      coming.catch(() => undefined)
    }
    yield chunk
  }
}
