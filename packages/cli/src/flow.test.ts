import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { loadEmbeddings, writeNpy, writeNpz, writeSafetensors } from '@cmgsae/data/node'
import { createModel } from '@cmgsae/model'
import { loadRun } from '@cmgsae/model/node'
import { createWasm, densify, parseSafetensors, type Matrix } from '@cmgsae/tensor'
import { conceptWorld } from '@cmgsae/data'
import { describe, expect, it } from 'vitest'
import { pairedEmbeddings } from './testing/embeddings.ts'
import { cmgsae } from './testing/run-command.ts'
import { runHere } from './testing/run-here.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const path = temporaryFolder()
const small = ['--latents', '64', '--k', '8', '--epochs', '6', '--batch', '32']
const longer = small.with(small.indexOf('--epochs') + 1, '25')
const limit = { timeout: 120_000 }

async function json(args: readonly string[]) {
  const { code, stdout, stderr } = await runHere([...args, '--json'])
  expect(stderr.split('\n').filter((line) => line.startsWith('cmgsae:'))).toEqual([])
  expect(code).toBe(0)
  return JSON.parse(stdout)
}

describe('on the concept world', () => {
  const run = path('world')

  it('goes from train to eval, inspect, steer, encode and convert', limit, async () => {
    const trained = await runHere([
      'train',
      '--world',
      '--world-samples',
      '400',
      ...small,
      '--out',
      run,
    ])
    expect(trained.code).toBe(0)
    expect(trained.stdout).toMatch(/modality +samples +FVE +L0 +active groups/)
    expect(trained.stdout).toContain(`next     cmgsae eval ${run}`)
    const lines = trained.stderr.split('\n').filter((line) => line.startsWith('training'))
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.length).toBeLessThanOrEqual(10)
    expect(trained.stderr + trained.stdout).not.toContain('\u001B')

    const scores = await json(['eval', run])
    expect(scores.samples).toBe(80)
    for (const { fve, l0 } of scores.reconstruction.modalities) {
      expect(fve).toBeGreaterThan(0.2)
      expect(fve).toBeLessThan(1)
      expect(l0).toBeLessThanOrEqual(8)
    }
    expect(scores.predictions).toHaveLength(2)
    expect(scores.predictions[0].ridgeFve).toBeGreaterThan(0.2)
    expect(scores.agreement[0].support.paired).toBeGreaterThan(scores.agreement[0].support.shuffled)
    expect(scores.zeroShot[0].dense).toBeGreaterThan(0.6)
    expect(scores.zeroShot[0].codes).toBeGreaterThan(scores.zeroShot[0].classes ** -1)
    expect(scores.retrieval.map(({ by }: { by: string }) => by)).toEqual([
      'codes',
      'codes',
      'dense',
      'dense',
    ])
    const table = await runHere(['eval', run])
    for (const title of [
      'Reconstruction',
      'Retrieval',
      'Latents',
      'Zero-shot',
      'Linear probe',
      'Groups',
    ]) {
      expect(table.stdout).toContain(title)
    }

    const { groups } = await json(['inspect', run])
    expect(groups.length).toBeGreaterThan(1)
    const shares = groups.map(({ share }: { share: number }) => share)
    expect(shares).toEqual(shares.toSorted((a: number, b: number) => b - a))
    expect(groups[0].modalities.image.samples[0].text).toMatch(/^row \d+ \(.+\/.+\)$/)
    const group = await json(['inspect', run, '--group', 'group 1', '--top', '3'])
    expect(group.name).toBe('group 1')
    expect(group.modalities.image.samples.length).toBeLessThanOrEqual(3)
    expect((await json(['inspect', run, '--latent', '5'])).latent).toBe(5)

    const steered = await json(['steer', run, '--boost', 'vehicle=2'])
    const targets = new Set(steered.edits[0].classes)
    expect(targets.size).toBe(8)
    for (const { ids, change, random, flipped } of steered.shifts) {
      const mean = (values: number[]) =>
        values.filter((_, l) => targets.has(ids[l])).reduce((sum, value) => sum + value, 0)
      expect(mean(change)).toBeGreaterThan(0)
      expect(mean(change)).toBeGreaterThan(mean(random))
      expect(mean(flipped)).toBeLessThan(0)
    }
    const unknown = await runHere(['steer', run, '--boost', 'vehcle=2'])
    expect(unknown.code).toBe(1)
    expect(unknown.stderr).toMatch(/no group or class is called "vehcle"; did you mean vehicles\//)
    const one = await runHere([
      'steer',
      run,
      '--suppress',
      '#3',
      '--set-group',
      '1=0.5',
      '--sample',
      '7',
    ])
    expect(one.code).toBe(0)
    expect(one.stdout).toMatch(/suppress #3: 1 latent of group 0/)
    expect((await runHere(['steer', run, '--boost', '#999=1'])).stderr).toMatch(/no latent #999/)

    await checkEncoding(run)
    const exported = await runHere([
      'convert',
      run,
      path('sae'),
      '--saelens',
      '--modality',
      'audio',
    ])
    expect(exported.code).toBe(0)
    expect(JSON.parse(readFileSync(path('sae', 'cfg.json'), 'utf8')).d_in).toBe(128)
  })

  /** Streams codes in batches that do not divide the rows, and compares them with the library's. */
  async function checkEncoding(folder: string) {
    const plain = { env: { CMGSAE_VARIANT: 'plain' } }
    const x = conceptWorld({ samples: 50, seed: 3 }).modalities[0]!.embeddings
    await writeNpy(path('x.npy'), x)
    const input = ['encode', folder, '--modality', `image=${path('x.npy')}`, '--batch', '7']
    for (const file of ['codes.npy', 'codes.npz', 'codes.safetensors']) {
      const { code } = await cmgsae([...input, '--out', path(file)], plain)
      expect(code).toBe(0)
    }
    const { model } = await loadRun(folder)
    const backend = await createWasm({ variant: 'plain' })
    const expected = await createModel(model, backend).encode({ image: x })
    const dense = await loadEmbeddings(path('codes.npy'), { allowMissing: true })
    expect(dense.data).toEqual(densify(expected))
    const { tensors } = parseSafetensors(readFileSync(path('codes.safetensors')))
    const ints = (name: string) => {
      const { data } = tensors[name]!
      return Array.from(new Int32Array(Uint8Array.from(data).buffer))
    }
    expect(ints('indptr')).toEqual(Array.from(expected.offsets))
    expect(ints('indices')).toEqual(Array.from(expected.indices))
    const zip = readFileSync(path('codes.npz'))
    for (const name of ['indices', 'indptr', 'format', 'shape', 'data']) {
      expect(zip.includes(`${name}.npy`)).toBe(true)
    }
    expect(zip.includes(Buffer.from(expected.values.buffer, 0, 4 * expected.values.length))).toBe(
      true,
    )
    const wrong = await runHere([...input, '--out', path('codes.csv')])
    expect(wrong.code).toBe(1)
    expect(wrong.stderr).toMatch(/\.npz \(sparse/)
  }
})

describe('on files', () => {
  it(
    'takes float64 in Fortran order, float16, three unequal widths, 300 rows and no labels',
    limit,
    async () => {
      const [a, b, c] = pairedEmbeddings(300, [12, 7, 20]) as [Matrix, Matrix, Matrix]
      writeFileSync(path('a.npy'), fortranDoubles(a))
      await writeNpy(path('b.npy'), b, { dtype: 'float16' })
      await writeSafetensors(path('c.safetensors'), { first: b, second: c })
      const run = path('three')
      const files = [
        '--modality',
        `a=${path('a.npy')}`,
        '--modality',
        `b=${path('b.npy')}`,
        '--modality',
        `c=${path('c.safetensors')}:second`,
      ]
      const trained = await json(['train', ...files, ...longer, '--out', run])
      expect(trained).toMatchObject({ samples: 300, trained: 240, heldOut: 60, latents: 64 })
      expect(trained.modalities.map(({ name }: { name: string }) => name)).toEqual(['a', 'b', 'c'])
      expect(trained.modalities[0].fve).toBeGreaterThan(0.3)
      const scores = await json(['eval', run])
      expect(scores.predictions).toHaveLength(6)
      expect(scores.skipped.join()).toMatch(/no labels/)
      expect(scores.retrieval.every(({ by }: { by: string }) => by === 'codes')).toBe(true)
      const { groups } = await json(['inspect', run])
      expect(groups[0].modalities.a.samples[0].text).toMatch(/^row \d+$/)
      const steered = await json(['steer', run, '--boost', '0=1'])
      expect(steered.shifts.map(({ modality }: { modality: string }) => modality)).toEqual([
        'a',
        'b',
        'c',
      ])

      // The same values elsewhere and in another format are the same data; other values are not.
      const changed = await runHere(['eval', run, '--modality', `a=${path('b.npy')}`])
      expect(changed.code).toBe(1)
      expect(changed.stderr).toMatch(/7 wide.*expects 12/)
      b.data[0]! += 1
      await writeNpy(path('b.npy'), b, { dtype: 'float16' })
      expect((await runHere(['eval', run])).stderr).toMatch(/warning: b has changed since/)
    },
  )

  it(
    'measures zero-shot where texts are class prompts, and says why not where they are captions',
    limit,
    async () => {
      const [x, captions] = pairedEmbeddings(120, [8, 8]) as [Matrix, Matrix]
      const prompts = { ...captions, data: captions.data.slice() }
      for (let n = 0; n < 120; n++) prompts.data.copyWithin(n * 8, (n % 4) * 8, ((n % 4) + 1) * 8)
      await writeNpy(path('x8.npy'), x)
      await writeNpy(path('captions.npy'), captions)
      await writeNpy(path('prompts.npy'), prompts)
      const rows = Array.from(
        { length: 120 },
        (_, n) => `clip ${n},${['dog', 'cat', 'owl', 'bee'][n % 4]}`,
      )
      writeFileSync(path('meta.csv'), ['title,kind', ...rows].join('\n'))
      const train = (text: string, run: string) =>
        json([
          'train',
          '--modality',
          `image=${path('x8.npy')}`,
          '--modality',
          `text=${path(text)}`,
          '--labels',
          `${path('meta.csv')}:kind`,
          '--metadata',
          path('meta.csv'),
          '--group-by',
          'text',
          '--group-size',
          '8',
          ...small,
          '--out',
          path(run),
        ])
      await train('prompts.npy', 'prompted')
      const prompted = await json(['eval', path('prompted')])
      expect(prompted.zeroShot).toHaveLength(1)
      expect(prompted.zeroShot[0]).toMatchObject({ modality: 'image', prompts: 'text', classes: 4 })
      expect(prompted.probes.map(({ modality }: { modality: string }) => modality)).toEqual([
        'image',
      ])
      const { groups } = await json(['inspect', path('prompted')])
      expect(groups.some(({ name }: { name: string }) => /dog|cat|owl|bee/.test(name))).toBe(true)
      expect(groups[0].modalities.image.samples[0].text).toMatch(/^clip \d+$/)
      await train('captions.npy', 'captioned')
      const captioned = await json(['eval', path('captioned')])
      expect(captioned.zeroShot).toEqual([])
      expect(captioned.skipped.join()).toMatch(
        /zero-shot: no modality carries one prompt per class/,
      )
      expect(captioned.probes).toHaveLength(2)
    },
  )

  it('trains with samples that lack a modality only where that is allowed', limit, async () => {
    const [a, b] = pairedEmbeddings(80, [6, 6]) as [Matrix, Matrix]
    b.data.fill(NaN, 5 * 6, 7 * 6)
    await writeNpy(path('full.npy'), a)
    await writeNpy(path('partial.npy'), b)
    const files = ['--modality', `a=${path('full.npy')}`, '--modality', `b=${path('partial.npy')}`]
    const refused = await runHere(['train', ...files, ...small, '--out', path('partial')])
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/row 5/)
    const trained = await json([
      'train',
      ...files,
      '--allow-missing',
      ...small,
      '--out',
      path('partial'),
    ])
    expect(trained.samples).toBe(80)
  })

  it('converts there and back', async () => {
    const [x] = pairedEmbeddings(40, [5]) as [Matrix]
    await writeNpz(path('in.npz'), { one: x, two: x })
    const chain = [
      [`${path('in.npz')}:one`, path('out.parquet')],
      [path('out.parquet'), path('out.safetensors')],
      [path('out.safetensors'), path('clip/')],
      [path('clip/'), path('back.npy')],
    ]
    for (const [from, to] of chain) {
      const { code, stderr } = await runHere([
        'convert',
        from!,
        to!,
        ...(to!.endsWith('/') ? ['--dtype', 'float32'] : []),
      ])
      expect(stderr).toBe('')
      expect(code).toBe(0)
    }
    expect(existsSync(path('clip', 'img_emb', 'img_emb_0.npy'))).toBe(true)
    expect((await loadEmbeddings(path('back.npy'))).data).toEqual(x.data)
  }, 60_000)
})

/** A version 1 .npy file of float64 in column-major order, put together by hand. */
function fortranDoubles({ rows, cols, data }: Matrix): Uint8Array {
  const dict = `{'descr': '<f8', 'fortran_order': True, 'shape': (${rows}, ${cols}), }`
  const head = `\u0093NUMPY\u0001\0\u0076\0${dict.padEnd(117)}\n`
  const doubles = new Float64Array(rows * cols)
  for (let n = 0; n < rows; n++) {
    for (let j = 0; j < cols; j++) doubles[j * rows + n] = data[n * cols + j]!
  }
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(doubles.buffer)])
}
