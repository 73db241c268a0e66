import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNpyWriter, loadEmbeddings, openRowSource } from '@cmgsae/data/node'
import { override, presets, train, type TrainOptions, type TrainingData } from '@cmgsae/model'
import { createRandom, createWasm, matrix } from '@cmgsae/tensor'
import { round, type EngineRow, type Section, type SectionContext } from './row.ts'

const formats = ['float16', 'float32'] as const
const names = ['a', 'b'] as const
type Paths = readonly { readonly name: string; readonly path: string }[]

interface Measured {
  readonly ms: number
  readonly stalled: number
  /** Growth of the process over what it took before, in megabytes. */
  readonly peak: number
}

/**
 * An epoch of the default preset on pairs that stay on disk, beside the same epoch in memory. The files
 * were just written, so the system may hold them in its cache: this is the price of reading, decoding
 * and gathering rows beside the training, not of a slow disk.
 */
export const streaming: Section = async function* (context) {
  const { quick, signal, note } = context
  const [samples, width, latents] = quick ? [4000, 64, 512] : [100_000, 512, 2048]
  const folder = await mkdtemp(join(tmpdir(), 'cmgsae-streaming-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  // A second Ctrl-C leaves no time for `finally`.
  process.once('exit', remove)
  const wasm = await createWasm({ variant: 'plain', screen: true })
  try {
    const options: TrainOptions = {
      recipe: override(presets.cmgsae, { latents, training: { epochs: 1 } }),
      seed: 0,
      backend: wasm,
      signal,
    }
    const warm = [matrix(1024, width), matrix(1024, width)].map((embeddings, s) => {
      const random = createRandom(s)
      for (let i = 0; i < embeddings.data.length; i++) embeddings.data[i] = random.uniform() - 0.5
      return { name: names[s]!, embeddings }
    })
    await train({ modalities: warm }, options)
    // All streamed runs come first: what is once in memory would count in their favour when freed.
    const streamed: { format: string; paths: Paths; measured: Measured }[] = []
    for (const format of formats) {
      note(`streaming, writing ${format}`)
      const paths = await write(folder, format, { samples, width, signal })
      note(`streaming ${format}`)
      streamed.push({ format, paths, measured: await fromDisk(paths, options, context) })
    }
    // In memory every format is float32, so one run stands for all.
    note('streaming, the same in memory')
    const inMemoryMs = await fromMemory(streamed.at(-1)!.paths, options, context)
    for (const { format, measured } of streamed) {
      yield {
        name: 'streaming',
        backend: wasm.name,
        threads: wasm.threads,
        format,
        samples,
        width,
        latents,
        ms: round(measured.ms),
        inMemoryMs: round(inMemoryMs),
        timesInMemory: round(measured.ms / inMemoryMs),
        stalledShare: round(measured.stalled),
        peakMegabytes: round(measured.peak),
        // What a matrix takes, whatever the file does.
        dataMegabytes: round((samples * width * 4 * names.length) / 1e6),
      } satisfies EngineRow
    }
  } finally {
    wasm.dispose()
    await rm(folder, { recursive: true, force: true })
    process.off('exit', remove)
  }
}

async function write(
  folder: string,
  dtype: (typeof formats)[number],
  { samples, width, signal }: { samples: number; width: number; signal: AbortSignal },
): Promise<Paths> {
  const paths = []
  for (const [s, name] of names.entries()) {
    const random = createRandom(s + 1)
    const path = join(folder, `${name}-${dtype}.npy`)
    const writer = await createNpyWriter(path, { cols: width, dtype })
    const block = new Float32Array(1000 * width)
    for (let row = 0; row < samples; row += 1000) {
      signal.throwIfAborted()
      for (let i = 0; i < block.length; i++) block[i] = random.uniform() - 0.5
      await writer.append(block.subarray(0, Math.min(1000, samples - row) * width))
    }
    await writer.close()
    paths.push({ name, path })
  }
  return paths
}

async function fromDisk(paths: Paths, options: TrainOptions, context: SectionContext) {
  const before = process.memoryUsage.rss()
  const modalities = []
  try {
    for (const { name, path } of paths) {
      modalities.push({ name, embeddings: await openRowSource(path, { signal: context.signal }) })
    }
    return await measure({ modalities }, options, before)
  } finally {
    await Promise.all(modalities.map(({ embeddings }) => embeddings.close()))
  }
}

async function fromMemory(paths: Paths, options: TrainOptions, { signal }: SectionContext) {
  const modalities = []
  for (const { name, path } of paths) {
    signal.throwIfAborted()
    modalities.push({ name, embeddings: await loadEmbeddings(path) })
  }
  return (await measure({ modalities }, options, 0)).ms
}

async function measure(
  data: TrainingData,
  options: TrainOptions,
  before: number,
): Promise<Measured> {
  let most = before
  let stalled = 0
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const start = performance.now()
  await train(data, {
    ...options,
    onStatistics: look,
    onProgress({ waiting }) {
      look()
      stalled = waiting
    },
  })
  return { ms: performance.now() - start, stalled, peak: (most - before) / 1e6 }
}
