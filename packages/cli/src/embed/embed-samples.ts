import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parquetTypes } from '@cmgsae/data/node'
import { CliError } from '../errors.ts'
import { createShardEmbedder, type Encoder } from './embed-shard.ts'
import type { ItemList } from './item.ts'
import { writeManifest, type Manifest, type ManifestModality, type Settings } from './manifest.ts'
import { settleShard } from './settle-shard.ts'
import { shardRanges } from './shard-ranges.ts'
import { readSkipped, writeSkipped } from './skipped-file.ts'
import { trackShare } from './track-share.ts'
import { partOf, TOGETHER, writeShard, type Format } from './write-shard.ts'

export interface EmbedJob {
  readonly out: string
  readonly list: ItemList
  /** Digest of the inputs. */
  readonly inputs: string
  readonly encoders: readonly Encoder[]
  readonly format: Format
  /** Samples of a shard. */
  readonly shardSize: number
  /** Keep samples of which an input cannot be embedded, as ones that lack it. */
  readonly keepPartial: boolean
  readonly settings: Settings
  /** The set as an earlier run left it. */
  readonly begun: Manifest | undefined
  readonly signal: AbortSignal
  readonly onProgress: (progress: EmbedProgress) => void
}

export interface EmbedProgress {
  /** Of what was left when this run began: the share that even the slowest encoder has done. */
  readonly share: number
  /** Samples saved in whole shards, and skipped inputs among them. */
  readonly saved: number
  readonly skipped: number
}

/** Shards whose inputs are handed to the encoders before the first of them is written. */
const AHEAD = 2

/**
 * Embeds what is left of a set, shard by shard. A shard is in the manifest once all its files are
 * whole, so that a run that is killed goes on after it, to the same bytes.
 * @throws signal.reason on an abort, CliError where a begun set was made by other models
 */
export async function embedSamples(job: EmbedJob): Promise<Manifest> {
  const { out, list, encoders, shardSize, keepPartial, signal, onProgress } = job
  const ranges = shardRanges(list.items, shardSize)
  let manifest = job.begun ?? freshManifest(job)
  checkModels(out, manifest, encoders)
  await mkdir(out, { recursive: true })
  await writeManifest(out, manifest)
  const left = ranges.slice(manifest.shards.length)
  const skips = await readSkipped(out, left[0]?.from ?? list.items.length)
  const itemsOf = ({ from, to }: { from: number; to: number }) => list.items.slice(from, to)
  let saved = left[0]?.from ?? list.items.length
  // The names of classes have their vectors already.
  const counted = encoders.filter(({ kind }) => !(list.prompts && kind === 'text'))
  const track = trackShare(counted, left.map(itemsOf))
  const report = () => onProgress({ share: track.share(), saved, skipped: skips.length })

  const failure = new AbortController()
  const embed = createShardEmbedder(encoders, {
    signal: AbortSignal.any([signal, failure.signal]),
    onInputs(encoder, count) {
      track.add(encoder, count)
      report()
    },
  })
  const types = parquetTypes({ columns: list.columns, rows: list.items.map(({ row }) => row) })
  const digits = String(Math.max(0, ranges.length - 1)).length
  const coming: ReturnType<typeof embed>[] = []
  try {
    report()
    for (const [k, range] of left.entries()) {
      while (coming.length < AHEAD && k + coming.length < left.length) {
        const next = embed(itemsOf(left[k + coming.length]!))
        // It may fail while an earlier one is written.
        next.catch(() => undefined)
        coming.push(next)
      }
      const outcomes = await coming.shift()!
      const items = itemsOf(range)
      const settled = settleShard(items, encoders, outcomes, {
        list,
        from: range.from,
        keepPartial,
      })
      const rows = settled.items.length
      // A shard of unreadable files is none: readers refuse empty files, and holes in the numbers.
      const number = String(manifest.shards.filter((shard) => shard.rows > 0).length)
      const files =
        rows === 0
          ? {}
          : await writeShard(settled, {
              ...job,
              number: number.padStart(digits, '0'),
              modalities: manifest.modalities,
              columns: list.columns,
              types,
            })
      skips.push(...settled.skips)
      await writeSkipped(out, skips)
      const missing = Object.fromEntries(
        encoders.map(({ name }, e) => [name, settled.vectors.filter((row) => !row[e]).length]),
      )
      const record = { samples: items.length, rows, skipped: settled.skips.length, missing, files }
      manifest = withShard(manifest, record)
      await writeManifest(out, manifest)
      saved = range.to
      report()
    }
  } catch (error) {
    // Calls under way end before their models are taken away.
    failure.abort()
    await Promise.allSettled(coming)
    throw error
  }
  if (manifest.rows === 0) {
    const [first] = skips
    const reason = first ? `${first.input}: ${first.reason}` : 'the source is empty'
    throw new CliError(`none of the ${list.items.length} samples can be embedded (${reason})`)
  }
  manifest = { ...manifest, complete: true }
  await writeManifest(out, manifest)
  return manifest
}

function freshManifest({ list, encoders, format, settings, inputs }: EmbedJob): Manifest {
  return {
    format: 'cmgsae pairs',
    version: 1,
    complete: false,
    rows: 0,
    samples: list.items.length,
    modalities: encoders.map(({ name, adapter, weights }) => ({
      name,
      ...(format === 'npy' ? { path: partOf(name) } : { path: TOGETHER, column: partOf(name) }),
      width: adapter.width,
      model: adapter.modelId,
      ...(weights !== undefined && { weights }),
      missing: 0,
    })),
    metadata: format === 'npy' ? 'metadata' : TOGETHER,
    ...(list.label !== undefined && { labels: list.label }),
    missing: false,
    settings,
    inputs,
    root: resolve(list.root),
    shards: [],
  }
}

function withShard(manifest: Manifest, record: Manifest['shards'][number]): Manifest {
  const modalities = manifest.modalities.map((modality): ManifestModality => ({
    ...modality,
    missing: modality.missing + record.missing[modality.name]!,
  }))
  return {
    ...manifest,
    rows: manifest.rows + record.rows,
    modalities,
    missing: modalities.some(({ missing }) => missing > 0),
    shards: [...manifest.shards, record],
  }
}

function checkModels(out: string, { modalities }: Manifest, encoders: readonly Encoder[]): void {
  for (const { name, adapter, weights } of encoders) {
    const before = modalities.find((modality) => modality.name === name)
    if (before?.model === adapter.modelId && before.weights === weights) continue
    const was = before?.model === adapter.modelId ? 'other weights' : (before?.model ?? 'no model')
    throw new CliError(
      `${out}: ${name} was begun with ${was}, this is ${adapter.modelId}: --force begins anew, or give another --out`,
    )
  }
}
