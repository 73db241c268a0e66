import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { matrix } from '@cmgsae/tensor'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { saveRun } from './node/run.ts'
import { packRun, unpackRun } from './pack-run.ts'
import { preset } from './presets/index.ts'
import { override } from './recipe.ts'
import type { Run, RunFile, RunFileName } from './run-files.ts'
import { train } from './train.ts'
import type { TrainingState } from './training-state.ts'

const embeddings = (width: number) =>
  matrix(
    24,
    width,
    Float32Array.from({ length: 24 * width }, (_, i) => Math.sin(i * i + width)),
  )

async function trained(seed: number): Promise<Required<Run>> {
  let training: TrainingState | undefined
  const { state, history } = await train(
    {
      modalities: [
        { name: 'image', embeddings: embeddings(5) },
        { name: 'sound', embeddings: embeddings(4) },
      ],
    },
    {
      recipe: override(preset('cmgsae'), {
        latents: 8,
        activation: { kind: 'topK', k: 2 },
        groups: { kind: 'contiguous', size: 4 },
        training: { epochs: 2, batch: 8 },
      }),
      seed,
      checkpointSeconds: 0,
      onCheckpoint: async (now) => void (training ??= now),
    },
  )
  return { model: state, seed, history, info: { why: 'a test' }, training: training! }
}

const bytesOf = ([, pieces]: RunFile) => Buffer.concat(pieces)
const filesOf = (files: readonly RunFile[]) =>
  Object.fromEntries(files.map((file) => [file[0], bytesOf(file)])) as Record<RunFileName, Buffer>

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'pack-run-'))))
afterEach(() => rm(folder, { recursive: true }))

it('packs the very bytes that saveRun writes, finished or not', async () => {
  const { training, ...finished } = await trained(1)
  for (const run of [finished, { ...finished, model: training.model, training }]) {
    await saveRun(folder, run)
    const packed = filesOf(await packRun(run))
    expect(Object.keys(packed).sort()).toEqual((await readdir(folder)).sort())
    for (const [name, bytes] of Object.entries(packed)) {
      expect(bytes.equals(await readFile(join(folder, name)))).toBe(true)
    }
  }
})

it('unpacks what it packed', async () => {
  const { training, ...finished } = await trained(2)
  expect(unpackRun(filesOf(await packRun(finished)), 'run')).toEqual(finished)
  const unfinished = { ...finished, model: training.model, history: training.history, training }
  expect(unpackRun(filesOf(await packRun(unfinished)), 'run').training).toEqual(training)
})

it('says in one line what is wrong with a file', async () => {
  const { training: _, ...run } = await trained(3)
  const files = filesOf(await packRun(run))
  const other = filesOf(await packRun(await trained(4)))
  const config = JSON.parse(files['config.json'].toString())
  const opened = (changed: Partial<Record<RunFileName, Uint8Array>>) => () =>
    unpackRun({ ...files, ...changed }, 'dropped')
  const newer = Buffer.from(JSON.stringify({ ...config, version: 99 }))

  expect(() => unpackRun({ 'config.json': files['config.json'] }, 'dropped')).toThrow(
    'dropped has no model.safetensors; give all files of a run that train made',
  )
  expect(opened({ 'config.json': newer })).toThrow(
    'dropped/config.json has format version 99, newer than the 1 this version reads: upgrade cmgsae',
  )
  expect(opened({ 'config.json': files['config.json'].subarray(0, 50) })).toThrow(
    'dropped/config.json is not complete JSON',
  )
  expect(opened({ 'model.safetensors': files['model.safetensors'].subarray(0, 900) })).toThrow(
    /^dropped\/model\.safetensors is truncated/,
  )
  expect(opened({ 'model.safetensors': other['model.safetensors'] })).toThrow(
    'dropped/model.safetensors belongs to another config.json; give files of one run',
  )
})
