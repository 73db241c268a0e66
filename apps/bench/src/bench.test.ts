import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeNpy } from '@cmgsae/data/node'
import { createRandom, matrix, type Matrix } from '@cmgsae/tensor'
import { quickStart } from '@cmgsae/vitest/quick-start'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runProgram } from './program.ts'

const MAIN = join(import.meta.dirname, 'main.ts')
const MODELS = 'dense,separate,separateMatched,shared,cmgsae'
const TINY = ['--quick', '--latents', '64', '--k', '2', '--epochs', '1', '--models', MODELS]

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cmgsae-bench-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function bench(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...quickStart }
    execFile(process.execPath, [MAIN, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    })
  })
}

interface Json {
  readonly command: string
  readonly seeds: readonly string[]
  readonly rows: readonly Record<string, unknown>[]
}

async function results(out: string): Promise<Json> {
  return JSON.parse(await readFile(join(folder, out, 'results.json'), 'utf8')) as Json
}

function noise(rows: number, cols: number, seed: number): Matrix {
  const random = createRandom(seed)
  return matrix(rows, cols, Float32Array.from({ length: rows * cols }, random.normal))
}

describe('bench synthetic', { timeout: 60_000 }, () => {
  const command = ['synthetic', '--samples', '150', ...TINY, '--seeds', '2', '--out', 'world']

  it('runs end to end, writes results and a report, and resumes without repeating', async () => {
    const first = await bench(...command)
    expect(first.stderr).not.toContain('failed')
    expect(first.code).toBe(0)
    const { command: typed, seeds, rows } = await results('world')
    expect(typed).toBe(`bench ${command.join(' ')}`)
    expect(seeds).toEqual(['seed 0', 'seed 1'])
    expect(rows.map((row) => row['model'])).toEqual(MODELS.split(','))
    for (const row of rows) {
      expect(row['n']).toBe(2)
      expect(row['probe']).toEqual({
        mean: expect.any(Number),
        sd: expect.any(Number),
        values: [expect.any(Number), expect.any(Number)],
      })
    }
    const [dense, separate, , , cmgsae] = rows
    expect(dense!['l0']).toBeNull()
    expect(separate!['zeroShotCodes']).toBeNull()
    expect(cmgsae!['l0']).toEqual({ mean: 2, sd: 0, values: [2, 2] })
    expect(Object.keys(cmgsae!['fve'] as object)).toEqual(['image', 'audio'])
    expect(cmgsae!['atoms90']).toMatchObject({ mean: expect.any(Number) })

    const html = await readFile(join(folder, 'world/report.html'), 'utf8')
    expect(html).not.toMatch(/https?:|src=|href=|@import|url\(/)
    for (const title of ['Comparison', 'What the latents serve', 'Groups and classes']) {
      expect(html).toContain(`<h2>${title}</h2>`)
    }
    expect((await readdir(join(folder, 'world/runs'))).sort()).toEqual(
      ['cmgsae', 'pairs', 'separate', 'separateMatched', 'shared'].sort(),
    )

    const jobs = (await readdir(join(folder, 'world/jobs'))).map((name) =>
      join(folder, 'world/jobs', name),
    )
    expect(jobs).toHaveLength(8)
    const times = () => Promise.all(jobs.map(async (job) => (await stat(job)).mtimeMs))
    const before = await times()
    const before0 = await readFile(join(folder, 'world/results.json'), 'utf8')
    const damaged = jobs.findIndex((job) => job.includes('cmgsae-k2-1'))
    await writeFile(jobs[damaged]!, '{"cut sh')
    expect((await bench(...command)).code).toBe(0)
    const after = await times()
    after.forEach((time, i) => expect(time > before[i]!).toBe(i === damaged))
    const again = JSON.parse(before0) as Json
    expect((await results('world')).rows).toEqual(again.rows)
  })
})

describe('bench world', { timeout: 240_000 }, () => {
  const command = ['world', '--samples', '200', ...TINY, '--out', 'rendered']

  it('goes from pictures and sounds to the comparison, and does nothing twice', async () => {
    const { code, stdout, stderr } = await bench(...command)
    expect(stderr).not.toContain('failed')
    expect(code).toBe(0)
    expect(stdout).toMatch(/\$ cmgsae world rendered\/world --samples 200/)
    expect(stderr).toMatch(/skipped shared: .*image and audio and text come from different models/)
    const { rows } = await results('rendered')
    expect(rows.map((row) => row['model'])).toEqual([
      'dense',
      'separate',
      'separateMatched',
      'cmgsae',
    ])
    // The tiny CLIP tells pictures apart; a code of two latents after one epoch need not.
    const [dense, , , cmgsae] = rows
    expect((dense!['zeroShotCodes'] as { mean: number }).mean).toBeGreaterThan(0.6)
    expect(Object.keys(cmgsae!['fve'] as object)).toEqual(['image', 'audio', 'text'])
    const again = await bench(...command)
    expect(again.code).toBe(0)
    expect(again.stdout).toContain('all of them were there')
    expect((await results('rendered')).rows).toEqual(rows)
  })
})

describe('bench pairs', { timeout: 60_000 }, () => {
  it('measures what needs no labels, and skips by name what needs equal widths', async () => {
    await writeNpy(join(folder, 'image.npy'), noise(60, 12, 1))
    await writeNpy(join(folder, 'text.npy'), noise(60, 8, 2), { dtype: 'float16' })
    const files = ['--modality', 'image=image.npy', '--modality', 'text=text.npy']
    const { code, stdout, stderr } = await bench('pairs', ...files, ...TINY, '--out', 'pairs')
    expect(code).toBe(0)
    expect(stderr).toMatch(/skipped shared: .*12 and 8/)
    expect(stdout).not.toMatch(/linear|zero-shot,/)
    const { rows } = await results('pairs')
    expect(rows.map((row) => row['model'])).toEqual([
      'dense',
      'separate',
      'separateMatched',
      'cmgsae',
    ])
    const cmgsae = rows.at(-1)!
    expect(cmgsae['probe']).toBeNull()
    expect(cmgsae['retrievalR1']).not.toBeNull()
    expect(cmgsae['crossModalFve']).not.toBeNull()
  })
})

it('says mistakes of a command in one line of its own, with exit code 2', async () => {
  const { code, stderr } = await bench('nothing')
  expect(code).toBe(2)
  expect(stderr).toMatch(/^bench: there is no benchmark "nothing"; choose one of world, .*\n$/)
})

describe('mistakes', () => {
  it.each([
    [['synthetic', '--models', 'magic'], 'no "magic"; choose from dense'],
    [['synthetic', '--seeds', '0'], '--seeds is "0"'],
    [['synthetic', '--sedes', '2'], 'no option --sedes'],
    [['esc50'], '--data is missing'],
    [['pairs', '--modality', 'image.npy'], 'write NAME=FILE'],
  ])('bench %j is refused in one line', async (args, message) => {
    const lines: string[] = []
    expect(await runProgram(args, (line) => lines.push(line))).toBe(2)
    expect(lines).toEqual([expect.stringContaining(message)])
  })

  it.each([
    [['esc50', '--data', 'nowhere'], '--data nowhere: there is no folder'],
    [['pairs', '--data', import.meta.dirname], 'holds 0 embedding files'],
    [['synthetic', '--variants', 'nowhere.json'], 'nowhere.json: no such file or folder'],
    [['synthetic', '--out', import.meta.filename], 'bench.test.ts: something of that name is in'],
  ])('bench %j fails in one line', async (args, message) => {
    const lines: string[] = []
    expect(await runProgram(args, (line) => lines.push(line))).toBe(1)
    expect(lines).toEqual([expect.stringContaining(message)])
  })
})
