import { readFileSync } from 'node:fs'
import { testAdapter } from '@cmgsae/adapter/testing'
import { expect, it } from 'vitest'
import { motionTraces, type Trace } from './motion.ts'
import { activities, synthesize } from './synthesize.ts'

const embedOne = async (trace: Trace) => (await motionTraces().embed([trace])).data

it('passes the conformance suite', async () => {
  const inputs = activities.map((activity, seed) => synthesize(activity, { seed }))
  const report = await testAdapter(motionTraces(), { inputs })
  expect(report.skipped).toEqual(['limit: limits.maxBatch is Infinity'])
})

it('gives a swing of known size the values of its formula', async () => {
  // x swings by √2·0.5 g once a second, y rests, z is gravity; ten whole turns at 20 Hz.
  const xyz = Float32Array.from({ length: 600 }, (_, j) => {
    if (j % 3 === 2) return 1
    return j % 3 === 1 ? 0 : Math.SQRT1_2 * Math.sin((2 * Math.PI * Math.floor(j / 3)) / 20)
  })
  const vector = await embedOne({ rate: 20, xyz })
  const [x, y, z] = [vector.subarray(0, 13), vector.subarray(13, 26), vector.subarray(26)]
  expect(x[0]).toBeCloseTo(0, 6)
  // The covariance at lag 0 is the variance, ¼, whose root is half of gravity.
  expect(x[1]! / z[0]!).toBeCloseTo(0.5, 6)
  // Half a turn later it is −¼, nearly: the parts beyond whole turns are cut off.
  expect(x[6]! / z[0]!).toBeCloseTo(-0.5, 2)
  expect([...y, ...z.subarray(1)].every((value) => Math.abs(value) < 1e-6)).toBe(true)
  expect(Math.hypot(...vector)).toBeCloseTo(1, 6)
})

it.each(activities)(
  'depends little on the length and the rate of a trace: %s',
  async (activity) => {
    const short = await embedOne(synthesize(activity, { seed: 1, seconds: 6 }))
    const long = await embedOne(synthesize(activity, { seed: 1, seconds: 60, rate: 100 }))
    const cosine = short.reduce((sum, value, j) => sum + value * long[j]!, 0)
    expect(cosine).toBeGreaterThan(0.97)
  },
)

it('places the traces of an activity nearer to one another than to those of the others', async () => {
  const adapter = motionTraces()
  const traces = activities.flatMap((activity) =>
    Array.from({ length: 20 }, (_, seed) => synthesize(activity, { seed: seed * 1000 })),
  )
  const { data, cols } = await adapter.embed(traces)
  const vector = (i: number) => data.subarray(i * cols, (i + 1) * cols)
  const nearest = (i: number) =>
    traces
      .map((_, j) => (i === j ? -1 : vector(i).reduce((s, v, k) => s + v * vector(j)[k]!, 0)))
      .reduce((best, cosine, j, all) => (cosine > all[best]! ? j : best), 0)
  const right = traces.filter((_, i) => Math.floor(nearest(i) / 20) === Math.floor(i / 20)).length
  expect(right).toBeGreaterThanOrEqual(95)
})

it.each<[string, Trace, string]>([
  ['a short trace', { rate: 50, xyz: new Float32Array(30) }, 'a trace of 10 triples at 50 Hz'],
  ['no triples', { rate: 1, xyz: new Float32Array(31) }, 'a trace of 10.333333333333334 triples'],
  ['NaN', { rate: 1, xyz: new Float32Array(30).fill(NaN) }, 'give 2 s or more, all finite'],
  ['an empty trace', { rate: 50, xyz: new Float32Array(0) }, 'a trace of 0 triples'],
  ['a rate of 0', { rate: 0, xyz: new Float32Array(30) }, 'a trace of 10 triples at 0 Hz'],
  ['no rate', { rate: NaN, xyz: new Float32Array(30) }, 'a trace of 10 triples at NaN Hz'],
])('refuses %s', async (_, trace, says) => {
  await expect(motionTraces().embed([trace])).rejects.toThrow(says)
})

it('is the adapter that docs/adapters.md shows', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
  expect(read('../../../docs/adapters.md')).toContain(`\`\`\`ts\n${read('motion.ts')}\`\`\``)
})
