import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { row, type Matrix } from '@cmgsae/tensor'
import { quickStart } from '@cmgsae/vitest/quick-start'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DESIGNS, route, together } from './design.ts'
import { complete, divide, holdOut } from './division.ts'
import { measure } from './measure.ts'
import { MODALITIES, plantWorld } from './planted-world.ts'
import { fitJoint, type Predictor } from './predictors.ts'
import { runProgram } from '../program.ts'

const world = plantWorld({ samples: 400, seed: 3 })
const { chain, pairs } = DESIGNS
const has = (all: readonly Matrix[], n: number) =>
  [0, 1, 2, 3].filter((s) => !Number.isNaN(row(all[s]!, n)[0]))
const norm = (v: Float32Array) => Math.hypot(...v)

describe('plantWorld', () => {
  it('shows by each modality what the world says it can show, the gaits by motion alone', () => {
    const { concepts, dictionary } = world
    expect(concepts).toHaveLength(63 + 6)
    const showing = (name: string) =>
      dictionary.map((atoms) => Math.round(norm(row(atoms, concepts.indexOf(name)))))
    expect(showing('train')).toEqual([1, 1, 1, 1])
    expect(showing('wind')).toEqual([0, 1, 1, 1])
    expect(showing('balloon')).toEqual([1, 0, 1, 1])
    expect(showing('cat')).toEqual([1, 1, 1, 0])
    expect(showing('walking')).toEqual([0, 0, 0, 1])
  })

  it('is explained by its dictionary, but for noise and jitter', () => {
    const cosines: number[] = []
    for (const [s, x] of world.embeddings.entries()) {
      for (let n = 0; n < 100; n++) {
        expect(norm(row(x, n))).toBeCloseTo(1, 5)
        // Without the offset, which all rows of the modality share.
        const planted = new Float32Array(x.cols)
        const other = (n + 50) % 100
        const difference = row(x, n).map((value, j) => value - row(x, other)[j]!)
        for (const [sample, sign] of [
          [n, 1],
          [other, -1],
        ] as const) {
          row(world.shown[s]!, sample).forEach((c, k) => {
            row(world.dictionary[s]!, k).forEach((w, j) => (planted[j]! += sign * c * w))
          })
        }
        const dot = planted.reduce((sum, value, j) => sum + value * difference[j]!, 0)
        cosines.push(dot / (norm(planted) * norm(difference)))
      }
    }
    expect(cosines.reduce((a, b) => a + b) / cosines.length).toBeGreaterThan(0.85)
  })

  it('is the same for the same seed', () => {
    expect(plantWorld({ samples: 400, seed: 3 })).toEqual(world)
    expect(plantWorld({ samples: 20, seed: 4 }).dictionary).not.toEqual(world.dictionary)
  })
})

describe('designs', () => {
  it('know which modalities meet, and the shortest way between those that do not', () => {
    expect(pairs).toHaveLength(6)
    expect(together(chain, 2, 0)).toBe(true)
    expect(together(chain, 0, 3)).toBe(false)
    expect(route(chain, 0, 3)).toEqual([0, 2, 1, 3])
    expect(route(chain, 3, 2)).toEqual([3, 1, 2])
    expect(route(pairs, 3, 0)).toEqual([3, 0])
  })

  it('give every training sample one of their pairs, and test samples all four', () => {
    for (const design of [pairs, chain]) {
      const { train, test, truth } = divide(world, design, 0)
      const counts = new Map<string, number>()
      for (let n = 0; n < 300; n++) {
        const key = has(train, n).join()
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      expect([...counts.keys()].sort()).toEqual(design.map((pair) => pair.join()).sort())
      expect([...counts.values()]).toEqual(design.map(() => 300 / design.length))
      for (let n = 0; n < 100; n++) expect(has(test, n)).toHaveLength(4)
      expect(truth.test[0]!.rows).toBe(100)
      expect(complete(train, [0, 2])[0]!.rows).toBe(300 / design.length)
    }
  })

  it('hold out training samples only, the others fitted on', () => {
    const division = divide(world, chain, 0)
    const { fitted, held } = holdOut(division)
    expect([fitted[0]!.rows, held[0]!.rows]).toEqual([240, 60])
    const keys = (all: readonly Matrix[]) =>
      Array.from({ length: all[0]!.rows }, (_, n) => all.map((x) => row(x, n)[0]).join())
    expect([...keys(fitted), ...keys(held)].sort()).toEqual(keys(division.train).sort())
  })
})

describe('measure', () => {
  it('gives a perfect predictor 1, one that says the mean 0 and no hit, atoms their share', async () => {
    const division = divide(world, chain, 0)
    const model = {
      modalities: MODALITIES.map(({ name, width }) => ({ name, width })),
      atoms: (name: string) => {
        const atoms = world.dictionary[MODALITIES.findIndex((m) => m.name === name)]!
        // All but the first half of the concepts.
        return { ...atoms, rows: 35, data: atoms.data.subarray(0, 35 * atoms.cols) }
      },
      latents: 69,
      encode: () =>
        Promise.resolve({
          rows: 1,
          latents: 69,
          offsets: Uint32Array.of(0, 2),
          indices: Uint32Array.of(1, 4),
          values: Float32Array.of(1, 1),
        }),
    }
    const predictor = {
      dictionaries: [model],
      predict: (a: number, b: number, samples: readonly Matrix[]) => {
        if (a === b) return Promise.resolve(null)
        const target = samples[b]!
        if (a < b) return Promise.resolve(target)
        const mean = target.data.slice(0, target.cols).map((_, j) => {
          let sum = 0
          for (let n = 0; n < target.rows; n++) sum += row(target, n)[j]!
          return sum / target.rows
        })
        const data = target.data.map((_, i) => mean[i % target.cols]!)
        return Promise.resolve({ ...target, data })
      },
    } as unknown as Predictor
    const { fve, r1, atoms90, l0, dead } = await measure(predictor, world, division)
    expect(fve[0]).toEqual([null, 1, 1, 1])
    expect(r1[0]).toEqual([null, 1, 1, 1])
    expect(fve[3]![0]).toBeCloseTo(0, 5)
    // One and the same guess for all is right once.
    expect(r1[3]!.slice(0, 3)).toEqual([0.01, 0.01, 0.01])
    const visible = (rows: number) =>
      Array.from({ length: rows }, (_, k) => norm(row(world.dictionary[0]!, k)) > 0.5).filter(
        Boolean,
      ).length
    expect(atoms90![0]).toBeCloseTo(visible(35) / visible(69), 6)
    expect(l0).toBe(2)
    expect(dead).toBeCloseTo(67 / 69, 6)
  })
})

it('predicts over the modalities in between what it never saw together', async () => {
  const { train, test } = divide(world, chain, 0)
  const { dictionaries, predict } = await fitJoint(train, {
    pairs: chain,
    seed: 0,
    recipe: { latents: 64, activation: { kind: 'topK', k: 4 }, training: { epochs: 1 } },
    onProgress: () => {},
  })
  const [model] = dictionaries
  const next = async (from: string, to: string, x: Matrix) =>
    model!.decode(await model!.encode({ [from]: x }), to)
  const sound = await next('text', 'sound', test[2]!)
  expect(await predict(2, 3, test)).toEqual(await next('sound', 'motion', sound))
  expect(await predict(2, 2, test)).toEqual(await next('text', 'text', test[2]!))
})

describe('bench modalities', { timeout: 120_000 }, () => {
  const MAIN = join(import.meta.dirname, '../main.ts')
  const TINY = ['--samples', '200', '--latents', '48', '--k', '2', '--epochs', '2', '--no-tune']
  const env = { ...process.env, ...quickStart }
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cmgsae-modalities-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const bench = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      execFile(process.execPath, [MAIN, 'modalities', ...args], { cwd: folder, env }, (e, o, err) =>
        resolve({ code: e ? Number(e.code) : 0, stdout: o, stderr: err }),
      )
    })

  it('compares over both designs, writes results and a report, and repeats nothing', async () => {
    const command = [...TINY, '--seeds', '2', '--out', 'out']
    const { code, stdout, stderr } = await bench(...command)
    expect(stderr).not.toContain('failed')
    expect(code).toBe(0)
    expect(stdout).toContain('chain: picture–text, sound–text, sound–motion')
    const read = async () => JSON.parse(await readFile(join(folder, 'out/results.json'), 'utf8'))
    const { designs, settings } = await read()
    expect(settings.seeds).toBe(2)
    expect(designs.map(({ design }: { design: string }) => design)).toEqual(['pairs', 'chain'])
    const [all, some] = designs
    expect(all.rows.map(({ model }: { model: string }) => model)).toEqual([
      'truth',
      'ridge',
      'separate',
      'pairwise',
      'pairwiseFull',
      'cmgsae',
      'cmgsaeDirect',
      'cmgsaeFilled',
    ])
    expect(all.rows[5].summary.unmetFve).toBeNull()
    expect(some.rows[5].summary.unmetFve).toEqual({
      mean: expect.any(Number),
      sd: expect.any(Number),
      values: [expect.any(Number), expect.any(Number)],
    })
    expect(some.rows[5].fve).toHaveLength(4)
    expect(some.rows[1].fve[0][0]).toBeNull()
    expect(some.rows[3].summary.l0.mean).toBeCloseTo(2, 0)
    expect(
      some.differences.find(
        (d: Record<string, string>) =>
          d['of'] === 'cmgsae' && d['against'] === 'ridge' && d['summary'] === 'unmetFve',
      ).mean,
    ).toBeCloseTo(some.rows[5].summary.unmetFve.mean - some.rows[1].summary.unmetFve.mean, 4)
    const html = await readFile(join(folder, 'out/report.html'), 'utf8')
    expect(html).not.toMatch(/https?:|src=|href=|@import|url\(/)
    expect(html.match(/<caption>/g)).toHaveLength(16)

    const jobs = (await readdir(join(folder, 'out/jobs'))).map((name) =>
      join(folder, 'out/jobs', name),
    )
    expect(jobs).toHaveLength(32)
    const times = () => Promise.all(jobs.map(async (path) => (await stat(path)).mtimeMs))
    const before = await times()
    const again = await bench(...command)
    expect(again.stderr).toContain('finished before: kept')
    expect(await times()).toEqual(before)
    expect((await read()).designs).toEqual(designs)
  })

  it('stops at Ctrl-C with what is finished', async () => {
    const args = ['--samples', '600', '--models', 'ridge,cmgsae', '--no-tune', '--jobs', '1']
    const child = spawn(process.execPath, [MAIN, 'modalities', ...args, '--out', 'cut'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (text.includes('ridge, seed 0')) child.kill('SIGINT')
    })
    const code = await new Promise((resolve) => child.on('exit', resolve))
    expect(code).toBe(130)
    expect(said.trimEnd()).toMatch(/\nbench: stopped; finished jobs are kept$/)
    const { designs } = JSON.parse(await readFile(join(folder, 'cut/results.json'), 'utf8'))
    expect(designs[0].rows[0].model).toBe('ridge')
  })

  it.each([
    [['--models', 'magic'], 'no "magic"; choose from truth'],
    [['--designs', 'ring'], 'no "ring"; choose from pairs, chain'],
    [['--samples', '3'], '--samples is "3"'],
    [['--latents', '48', '--k', '8'], '--k is "8"; of 8 latents'],
    [['--sedes', '2'], 'no option --sedes'],
  ])('refuses %j in one line', async (args, message) => {
    const lines: string[] = []
    expect(await runProgram(['modalities', ...args], (line) => lines.push(line))).toBe(2)
    expect(lines).toEqual([expect.stringContaining(message)])
  })
})
