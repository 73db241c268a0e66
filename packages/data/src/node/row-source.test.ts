import { execFile } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createRandom, gather, matrix, type Matrix } from '@cmgsae/tensor'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { DataError } from '../errors.ts'
import { gatherRows } from '../gather-rows.ts'
import { loadEmbeddings } from './load-embeddings.ts'
import { openRowSource, type FileRows, type RowSourceOptions } from './open-row-source.ts'
import { createNpyWriter, writeNpy } from './write-npy.ts'
import { writeNpz } from './write-npz.ts'
import { writeParquet } from './write-parquet.ts'
import { writeSafetensors } from './write-safetensors.ts'

const folder = mkdtempSync(join(tmpdir(), 'cmgsae-rows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (...parts: string[]) => join(folder, ...parts)

const open: FileRows[] = []
async function source(path: string, options?: RowSourceOptions): Promise<FileRows> {
  const opened = await openRowSource(path, options)
  open.push(opened)
  return opened
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((opened) => opened.close()))
})

const random = createRandom(2)
const x = matrix(
  700,
  24,
  Float32Array.from({ length: 700 * 24 }, () => random.normal()),
)
/** Rows far apart, neighbours, repeats, the first and the last. */
const wanted = Uint32Array.of(699, 3, 4, 5, 350, 3, 0, 698, 120, 122, 499, 500, 501)

async function read(path: string, rows = wanted, options?: RowSourceOptions): Promise<Matrix> {
  const opened = await source(path, options)
  const out = matrix(rows.length, opened.cols)
  await opened.read(rows, out.data)
  return out
}

const part = (from: number, to: number): Matrix => ({
  rows: to - from,
  cols: x.cols,
  data: x.data.slice(from * x.cols, to * x.cols),
})

/** As numpy writes an array in Fortran order. */
function fortran({ rows, cols, data }: Matrix): Uint8Array {
  const dict = `{'descr': '<f4', 'fortran_order': True, 'shape': (${rows}, ${cols}), }`
  const header = `\x93NUMPY\x01\x00\x76\x00${dict.padEnd(117)}\n`
  const values = Float32Array.from(data, (_, i) => data[(i % rows) * cols + Math.floor(i / rows)]!)
  return Buffer.concat([Buffer.from(header, 'latin1'), Buffer.from(values.buffer)])
}

async function shards(path: string): Promise<void> {
  mkdirSync(join(path, 'img_emb'), { recursive: true })
  for (const [n, from, to] of [
    [0, 0, 500],
    [1, 500, 501],
    [2, 501, 700],
  ] as const) {
    const shard = join(path, 'img_emb', `img_emb_${n}.npy`)
    await writeNpy(shard, part(from, to), { dtype: 'float16' })
  }
}

describe('openRowSource', () => {
  it.each([
    ['half.npy', (path: string) => writeNpy(path, x, { dtype: 'float16' })],
    ['single.npy', (path: string) => writeNpy(path, x)],
    ['double.npy', (path: string) => writeNpy(path, x, { dtype: 'float64' })],
    ['fortran.npy', async (path: string) => writeFileSync(path, fortran(x))],
    ['stored.npz', (path: string) => writeNpz(path, { x })],
    ['half.safetensors', (path: string) => writeSafetensors(path, { x }, { dtype: 'float16' })],
    ['lists.parquet', (path: string) => writeParquet(path, x)],
    ['shards', shards],
  ] as [string, (path: string) => Promise<void>][])(
    'gives the rows of %s that reading it whole gives, in any order',
    async (name, write) => {
      await write(at(name))
      const whole = await loadEmbeddings(at(name))
      expect(await read(at(name))).toEqual(gather(whole, wanted))
    },
  )

  it('answers many calls at once, each with its own rows', async () => {
    await writeNpy(at('many.npy'), x)
    const opened = await source(at('many.npy'))
    const lists = Array.from({ length: 40 }, (_, i) =>
      Uint32Array.from({ length: 1 + i }, () => random.integer(700)),
    )
    const outs = lists.map((rows) => matrix(rows.length, x.cols))
    await Promise.all(lists.map((rows, i) => opened.read(rows, outs[i]!.data)))
    for (const [i, rows] of lists.entries()) expect(outs[i]).toEqual(gather(x, rows))
  })

  it('takes NaN rows for missing where that is allowed, and refuses the other unusable ones', async () => {
    const broken = { ...x, data: x.data.slice() }
    broken.data.fill(NaN, 3 * 24, 4 * 24)
    broken.data[5 * 24 + 7] = Infinity
    broken.data[350 * 24] = NaN
    broken.data.fill(0, 120 * 24, 121 * 24)
    await writeNpy(at('broken.npy'), broken)
    const missing = await read(at('broken.npy'), Uint32Array.of(4, 3), { allowMissing: true })
    expect(missing.data.subarray(24).every(Number.isNaN)).toBe(true)
    expect(missing.data.subarray(0, 24)).toEqual(x.data.subarray(4 * 24, 5 * 24))
    for (const [row, message, allowMissing] of [
      [3, /broken\.npy: row 3 \(counted.* holds NaN; .*pass allowMissing/, false],
      [5, /row 5 .* holds an infinite value; .*drop them from every file/, true],
      [350, /row 350 .* holds NaN; .*drop them from every file/, true],
      [120, /row 120 .* holds only zeros/, true],
    ] as const) {
      const refused = read(at('broken.npy'), Uint32Array.of(7, row), { allowMissing })
      await expect(refused).rejects.toThrow(message)
      await expect(refused).rejects.toSatisfy(DataError.isInstance)
    }
    // One bad request does not end the source.
    expect((await read(at('broken.npy'), Uint32Array.of(7))).data[0]).toBe(x.data[7 * 24])
  })

  it('refuses what openEmbeddings refuses, in its words', async () => {
    await writeNpy(at('cut.npy'), x)
    truncateSync(at('cut.npy'), 5000)
    writeFileSync(at('text.npy'), 'id,caption\n1,a dog\n')
    for (const [name, message] of [
      ['absent.npy', /^cannot read .*absent\.npy: no such file or folder$/],
      ['cut.npy', /cut\.npy is truncated/],
      ['text.npy', /is not a \.npy file: it starts with "id,caption/],
    ] as const) {
      const refused = openRowSource(at(name))
      await expect(refused).rejects.toThrow(message)
      await expect(refused).rejects.toSatisfy(DataError.isInstance)
    }
  })

  it('refuses rows that are not there, and arrays of another size', async () => {
    await writeNpy(at('plain.npy'), x)
    const opened = await source(at('plain.npy'))
    const outside = opened.read(Uint32Array.of(1, 700), new Float32Array(48))
    await expect(outside).rejects.toThrow('there is no row 700, it has 700')
    const short = opened.read(Uint32Array.of(1, 2), new Float32Array(47))
    await expect(short).rejects.toThrow('need 48 values, the array holds 47')
  })

  it.each([
    ['cut off', (path: string) => truncateSync(path, 4000)],
    ['written to', (path: string) => appendFileSync(path, 'x')],
  ])('says so when the file is %s while it is read', async (name, change) => {
    const path = at(`${name}.npy`)
    await writeNpy(path, x)
    const opened = await source(path)
    const out = new Float32Array(24)
    await opened.read(Uint32Array.of(699), out)
    change(path)
    await new Promise((resolve) => {
      setTimeout(resolve, 120)
    })
    const refused = opened.read(Uint32Array.of(699), out)
    await expect(refused).rejects.toThrow(/has changed since it was opened: leave it as it is/)
    await expect(refused).rejects.toSatisfy(DataError.isInstance)
  })

  it('fails reads under way and later ones when closed', async () => {
    await writeNpy(at('closing.npy'), x)
    const opened = await openRowSource(at('closing.npy'))
    const out = new Float32Array(24)
    const underWay = Promise.allSettled([
      opened.read(Uint32Array.of(1), out),
      opened.read(Uint32Array.of(2), out),
    ])
    await opened.close()
    for (const { status } of await underWay) expect(status).toBe('rejected')
    await expect(opened.read(Uint32Array.of(1), out)).rejects.toThrow(/closing\.npy is closed/)
  })

  it('gives up opening when told to, with the reason', async () => {
    const stop = new AbortController()
    const opening = openRowSource(at('single.npy'), { signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(opening).rejects.toThrow('enough')
    await expect(openRowSource(at('single.npy'), { signal: stop.signal })).rejects.toThrow('enough')
  })

  it('transcodes parquet with progress, leaves no file, and says where it finds no room', async () => {
    await writeParquet(at('rows.parquet'), x)
    const room = at('room')
    mkdirSync(room)
    const before = process.env['TMPDIR']
    try {
      process.env['TMPDIR'] = room
      const reports: unknown[] = []
      await source(at('rows.parquet'), { onTranscode: (report) => void reports.push(report) })
      expect(reports.at(-1)).toMatchObject({ done: 700, total: 700 })
      expect(readdirSync(room)).toEqual([])
      process.env['TMPDIR'] = at('nowhere')
      await expect(openRowSource(at('rows.parquet'))).rejects.toThrow(
        /cannot write .*: no such file or folder; .*needs 0\.0 GB there: set TMPDIR to a folder/,
      )
    } finally {
      if (before === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = before
    }
  })

  it('does not keep a process alive that forgets to close, and is awaited by one that reads', async () => {
    await writeNpy(at('forgotten.npy'), x)
    const script = at('forget.ts')
    const module = new URL('open-row-source.ts', import.meta.url).href
    writeFileSync(
      script,
      `import { openRowSource } from ${JSON.stringify(module)}
       const rows = await openRowSource(${JSON.stringify(at('forgotten.npy'))})
       const out = new Float32Array(24)
       await rows.read(Uint32Array.of(9), out)
       console.log(out[0])`,
    )
    const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 20_000 })
    expect(Number(stdout)).toBeCloseTo(x.data[9 * 24]!, 6)
  })
})

describe('memory', () => {
  it(
    'stays far below the size of a file of which every row is read, shuffled',
    { timeout: 60_000 },
    async () => {
      const cols = 1024
      const count = 65_536
      const path = at('large.npy')
      const writer = await createNpyWriter(path, { cols })
      const block = new Float32Array(1024 * cols)
      for (let row = 0; row < count; row += 1024) {
        for (let n = 0; n < 1024; n++) block.fill(row + n + 1, n * cols, (n + 1) * cols)
        await writer.append(block)
      }
      await writer.close()
      const script = at('shuffled.ts')
      const module = new URL('open-row-source.ts', import.meta.url).href
      writeFileSync(
        script,
        `import { openRowSource } from ${JSON.stringify(module)}
       const source = await openRowSource(${JSON.stringify(path)})
       const before = process.memoryUsage.rss()
       const out = new Float32Array(512 * ${cols})
       let most = before
       let wrong = 0
       for (let from = 0; from < ${count}; from += 512) {
         // An odd factor: every row once.
         const rows = Uint32Array.from({ length: 512 }, (_, n) => ((from + n) * 40503) % ${count})
         await source.read(rows, out)
         for (let n = 0; n < 512; n++) if (out[n * ${cols} + 9] !== rows[n] + 1) wrong++
         most = Math.max(most, process.memoryUsage.rss())
       }
       console.log(JSON.stringify({ wrong, growth: most - before }))`,
      )
      const args = ['--max-old-space-size=64', script]
      const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 55_000 })
      const { wrong, growth } = JSON.parse(stdout) as { wrong: number; growth: number }
      expect(wrong).toBe(0)
      expect(growth).toBeLessThan((count * cols * 4) / 2)
    },
  )
})

describe('gatherRows', () => {
  it('reads neighbours together and in the order in which they lie', async () => {
    const reads: [number, number][] = []
    const table = {
      name: 'table',
      rows: 100_000,
      cols: 512,
      async read(from: number, to: number) {
        reads.push([from, to])
        const out = new Float32Array((to - from) * 512)
        for (let r = from; r < to; r++) out.fill(r, (r - from) * 512, (r - from + 1) * 512)
        return out
      },
      close: async () => undefined,
    }
    const rows = Uint32Array.of(90_000, 12, 10, 11, 14, 40, 90_000)
    const out = new Float32Array(rows.length * 512)
    await gatherRows(table, rows, out)
    expect(reads).toEqual([
      [10, 15],
      [40, 41],
      [90_000, 90_001],
    ])
    expect(Array.from(rows, (_, n) => out[n * 512 + 511])).toEqual(Array.from(rows))
  })
})
