import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createModel, override, preset, train } from '@cmgsae/model'
import { saveRun } from '@cmgsae/model/node'
import { createRandom, matrix, type SparseCodes } from '@cmgsae/tensor'
import { afterEach, expect, it, vi } from 'vitest'
import { editCode, type ResolvedEdit } from '../../../engine/steer/edit-code.ts'
import { asTypeScript } from './as-typescript.ts'
import type { NamedEdit, Steered } from './steered.ts'

// Inside the workspace, where our packages can be imported.
const folders: string[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

const profiles = [
  { latents: Uint32Array.of(0, 2), values: Float32Array.of(0.5, 0.25) },
  { latents: Uint32Array.of(1, 4), values: Float32Array.of(1, 2) },
  { latents: Uint32Array.of(6), values: Float32Array.of(0.123456) },
]
const edits: NamedEdit[] = [
  { kind: 'boost', target: { kind: 'group', index: 0 }, amount: -1.5, name: 'dog,\ncat' },
  { kind: 'suppress', target: { kind: 'class', index: 1 }, amount: 0, name: 'rain' },
  { kind: 'set', target: { kind: 'latent', index: 6 }, amount: 0.5, name: 'bee #6' },
]
const before = {
  indices: Uint32Array.of(1, 2, 6),
  values: Float32Array.of(0.7, 0.3, 0.9),
  groups: new Float32Array(2),
}
const codes: SparseCodes = { rows: 1, latents: 8, offsets: Uint32Array.of(0, 3), ...before }

it('is a module that decodes what the engine decodes', async () => {
  const random = createRandom(0)
  const embeddings = (width: number) =>
    matrix(
      24,
      width,
      Float32Array.from({ length: 24 * width }, () => random.normal()),
    )
  const { state, history } = await train(
    {
      modalities: [
        { name: 'image', embeddings: embeddings(6) },
        { name: 'a "b"', embeddings: embeddings(4) },
      ],
    },
    {
      recipe: override(preset('cross'), {
        latents: 8,
        activation: { kind: 'topK', k: 2 },
        training: { epochs: 1 },
      }),
    },
  )
  const parent = join(import.meta.dirname, '.blocks')
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'snippet-'))
  folders.push(folder)
  await saveRun(join(folder, 'run'), { model: state, seed: 0, history, info: {} })

  const steered: Steered = {
    run: 'tiny',
    of: { sample: 3 },
    edits,
    steering: { before, after: before },
    latents: 8,
    modalities: ['image', 'a "b"'],
  }
  const text = asTypeScript(steered, profiles)
  const path = join(folder, 'snippet.ts')
  await writeFile(path, text.replace("'RUN'", JSON.stringify(join(folder, 'run'))))
  const log = vi.spyOn(console, 'log').mockReturnValue()
  await import(/* @vite-ignore */ pathToFileURL(path).href)

  const resolved = edits.map(({ kind, amount }, e): ResolvedEdit => ({
    kind,
    amount,
    profile: profiles[e]!,
    group: 0,
  }))
  const model = createModel(state)
  const expected = editCode(codes, resolved)
  expect(Array.from(expected.indices.subarray(0, 3))).toEqual([0, 2, 6])
  const printed = log.mock.calls as [string, Float32Array][]
  expect(printed.map(([name]) => name)).toEqual(['image', 'a "b"'])
  for (const [name, data] of printed) {
    const decoded = (await model.decode(expected, name)).data
    expect(data.length).toBe(decoded.length)
    decoded.forEach((value, j) => expect(data[j]).toBeCloseTo(value, 5))
  }
})

it('imports only what it uses', () => {
  const steered = (some: NamedEdit[]): Steered => ({
    run: 'tiny',
    of: { text: 'it’s */ raining' },
    edits: some,
    steering: { before, after: before },
    latents: 8,
    modalities: ['image'],
  })
  expect(asTypeScript(steered([]), [])).not.toContain('probes')
  expect(asTypeScript(steered(edits.slice(0, 1)), profiles)).toContain('import { boost } from')
  expect(asTypeScript(steered(edits.slice(1, 2)), profiles.slice(1))).toContain(
    'import { suppress } from',
  )
})
