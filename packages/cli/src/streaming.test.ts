import { mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { openEmbeddings, writeNpy, writeParquet } from '@cmgsae/data/node'
import type { Matrix } from '@cmgsae/tensor'
import { beforeAll, describe, expect, it } from 'vitest'
import { pairedEmbeddings } from './testing/embeddings.ts'
import { cmgsae } from './testing/run-command.ts'
import { stopWith } from './testing/stop-with.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const path = temporaryFolder()
/** Which binary is fastest is measured anew by each process: another rounds differently. */
const env = { CMGSAE_VARIANT: 'plain' }
const limit = { timeout: 120_000 }
const settings = '--latents 32 --k 4 --batch 32 --epochs 6 --seed 5'.split(' ')
const weights = (run: string) => readFileSync(path(run, 'model.safetensors'))
const config = (run: string) => readFileSync(path(run, 'config.json'), 'utf8')

const rows = 400
let files: string[]

beforeAll(async () => {
  const [a, b, c] = pairedEmbeddings(rows, [16, 12, 10]) as [Matrix, Matrix, Matrix]
  // Five captions a picture: coinciding rows must stay on one side of the split.
  for (let n = 0; n < rows; n++)
    a.data.copyWithin(n * 16, (n - (n % 5)) * 16, (n - (n % 5)) * 16 + 16)
  for (let n = 0; n < rows; n += 7) b.data.fill(NaN, n * 12, (n + 1) * 12)
  await writeNpy(path('a.npy'), a, { dtype: 'float16' })
  await writeNpy(path('b.npy'), b)
  mkdirSync(path('c', 'img_emb'), { recursive: true })
  for (const [shard, from, to] of [
    [0, 0, 130],
    [1, 130, rows],
  ] as const) {
    const data = c.data.slice(from * 10, to * 10)
    await writeNpy(path('c', 'img_emb', `img_emb_${shard}.npy`), {
      rows: to - from,
      cols: 10,
      data,
    })
  }
  writeFileSync(
    path('labels.csv'),
    ['label', ...Array.from({ length: rows }, (_, n) => n % 4)].join('\n'),
  )
  files = ['a.npy', 'b.npy', 'c'].flatMap((file) => ['--modality', `${file[0]}=${path(file)}`])
  files.push('--allow-missing', '--labels', path('labels.csv'), '--group-by', 'a')
})

describe('train --memory', () => {
  it('streams what does not fit, says so, and ends in the same bytes', limit, async () => {
    const train = (out: string, ...more: string[]) =>
      cmgsae(['train', ...files, ...settings, ...more, '--out', path(out)], { env })
    const [fits, streamed] = [await train('fits'), await train('streamed', '--memory', '0')]
    expect(fits).toMatchObject({ code: 0 })
    expect(streamed).toMatchObject({ code: 0 })
    expect(fits.stderr).not.toContain('streaming')
    expect(streamed.stderr).toContain(
      'streaming from disk: the embeddings take 60.8 kB, more than --memory 0 GB',
    )
    expect(weights('streamed').equals(weights('fits'))).toBe(true)
    expect(config('streamed')).toBe(config('fits'))
    // The scores are those of the same held-out samples.
    const table = (text: string) => text.slice(0, text.indexOf('saved in'))
    expect(table(streamed.stdout)).toBe(table(fits.stdout))
  })

  it(
    'goes on with in memory what was stopped while it streamed, and the reverse',
    limit,
    async () => {
      const longer = settings.with(settings.indexOf('--epochs') + 1, '60')
      const stop = () => ({ env, ...stopWith('SIGINT') })
      const train = (out: string, ...more: string[]) => [
        'train',
        ...files,
        ...longer,
        ...more,
        '--out',
        path(out),
      ]
      expect((await cmgsae(train('whole'), { env })).code).toBe(0)
      for (const [out, first, second] of [
        ['left-disk', ['--memory', '0'], []],
        ['left-memory', [], ['--memory', '0']],
      ] as [string, string[], string[]][]) {
        const stopped = await cmgsae(train(out, ...first), stop())
        expect(stopped).toMatchObject({ code: 130 })
        expect(stopped.stderr).toMatch(/stopped at step \d+ of \d+, all saved; go on with/)
        const resumed = await cmgsae(['train', '--resume', ...second, '--out', path(out)], { env })
        expect(resumed).toMatchObject({ code: 0 })
        expect(resumed.stderr.includes('streaming from disk')).toBe(second.length > 0)
        expect(weights(out).equals(weights('whole'))).toBe(true)
        expect(config(out)).toBe(config('whole'))
      }
    },
  )

  it('streams parquet through a temporary file that it leaves nothing of', limit, async () => {
    const table = await openEmbeddings(path('a.npy'))
    await writeParquet(path('a.parquet'), {
      rows,
      cols: 16,
      data: await table.read(0, rows),
    })
    await table.close()
    mkdirSync(path('tmp'))
    const train = (out: string, file: string, ...more: string[]) =>
      cmgsae(['train', '--modality', `a=${path(file)}`, ...settings, ...more, '--out', path(out)], {
        env: { ...env, TMPDIR: path('tmp') },
      })
    expect((await train('from-npy', 'a.npy')).code).toBe(0)
    const streamed = await train('from-parquet', 'a.parquet', '--memory', '0')
    expect(streamed).toMatchObject({ code: 0 })
    expect(weights('from-parquet').equals(weights('from-npy'))).toBe(true)
    expect(readdirSync(path('tmp'))).toEqual([])
  })

  it('refuses broken files in one line before anything is saved', limit, async () => {
    const [x] = pairedEmbeddings(60, [8]) as [Matrix]
    await writeNpy(path('cut.npy'), x)
    truncateSync(path('cut.npy'), 900)
    x.data[8 * 33 + 2] = Infinity
    await writeNpy(path('infinite.npy'), x)
    await writeNpy(path('short.npy'), { rows: 3, cols: 8, data: x.data.slice(0, 24) })
    const name = (file: string, as = 'x') => ['--modality', `${as}=${path(file)}`]
    for (const [given, message] of [
      [name('cut.npy'), /^cmgsae: .*cut\.npy is truncated/],
      [name('infinite.npy'), /^cmgsae: .*row 33 .* holds an infinite value/],
      [name('b.npy'), /^cmgsae: .*row 0 .* holds NaN.*--allow-missing/],
      [
        [...name('a.npy'), ...name('short.npy', 'y')],
        /^cmgsae: .*a\.npy has 400 rows and .*short\.npy has 3/,
      ],
      [
        [...name('a.npy'), '--split-by', 'z'],
        /^cmgsae: --split-by z is no modality here; there are x/,
      ],
    ] as [string[], RegExp][]) {
      const refused = await cmgsae([
        'train',
        ...given,
        ...settings,
        '--memory',
        '0',
        '--out',
        path('refused'),
      ])
      expect(refused.code).toBe(1)
      const lines = refused.stderr.trimEnd().split('\n')
      expect(lines.at(-1)).toMatch(message)
      expect(lines.filter((line) => !line.startsWith('streaming'))).toHaveLength(1)
    }
  })
})
