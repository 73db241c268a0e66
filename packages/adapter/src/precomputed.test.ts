import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AdapterError } from './errors.ts'
import { precomputed, type EmbeddingRows } from './precomputed.ts'
import { testAdapter } from './testing/index.ts'

interface Recorded extends EmbeddingRows {
  reads: [number, number][]
  closed: number
}

/** n×2 rows where row i is [i, −i], which record what is asked of them. */
function stored(n: number): Recorded {
  const store: Recorded = {
    rows: n,
    cols: 2,
    reads: [],
    closed: 0,
    async read(from, to) {
      store.reads.push([from, to])
      return Float32Array.from({ length: (to - from) * 2 }, (_, j) =>
        j % 2 === 0 ? from + j / 2 : -(from + (j - 1) / 2),
      )
    },
    async close() {
      store.closed++
    },
  }
  return store
}

const serve = (rows: EmbeddingRows, more: { keys?: string[]; maxBatch?: number } = {}) =>
  precomputed({ modality: 'audio', modelId: 'clap', rows, ...more })

const abc = { keys: ['a.wav', 'b.wav', 'c.wav'] }

describe('precomputed', () => {
  it('passes the conformance suite by key and by row', async () => {
    const report = await testAdapter(serve(stored(3), abc), { inputs: ['c.wav', 0, 'b.wav'] })
    expect(report.skipped).toEqual([])
    await testAdapter(serve(stored(50), { maxBatch: 3 }), { inputs: [40, 7, 8, 41] })
  })

  it('serves vectors in the order asked, repeats included', async () => {
    const { rows, cols, data } = await serve(stored(3), abc).embed(['c.wav', 'a.wav', 2, 'c.wav'])
    expect([rows, cols, ...data]).toEqual([4, 2, 2, -2, 0, -0, 2, -2, 2, -2])
  })

  it('serves any batch, reading each row once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(19), { maxLength: 40 }), async (batch) => {
        const store = stored(20)
        const { data } = await serve(store).embed(batch)
        expect([...data]).toEqual(batch.flatMap((i) => [i, -i]))
        const read = store.reads.flatMap(([from, to]) =>
          Array.from({ length: to - from }, (_, i) => from + i),
        )
        expect(read).toEqual([...new Set(batch)].toSorted((a, b) => a - b))
      }),
      { numRuns: 50 },
    )
  })

  it('joins neighbours into one read, in the order of the file', async () => {
    const store = stored(20)
    await serve(store).embed([9, 4, 3, 11, 10, 4])
    expect(store.reads).toEqual([
      [3, 5],
      [9, 12],
    ])
  })

  it.each<[string | number, string]>([
    ['d.wav', "no row has the key 'd.wav', keys look like 'a.wav'"],
    [3, 'there is no row 3, rows go from 0 to 2'],
    [-1, 'there is no row -1'],
    [0.5, 'there is no row 0.5'],
  ])('refuses %s by name before it reads', async (input, message) => {
    const store = stored(3)
    const pending = serve(store, abc).embed(['a.wav', input])
    await expect(pending).rejects.toThrow(message)
    await expect(pending).rejects.toSatisfy(AdapterError.isInstance)
    expect(store.reads).toEqual([])
  })

  it('refuses a key where rows have none', async () => {
    await expect(serve(stored(3)).embed(['a.wav'])).rejects.toThrow(
      "'a.wav' is a key, but no keys were given: pass `keys`, or row numbers",
    )
  })

  it.each<[{ keys?: string[]; maxBatch?: number }, string]>([
    [{ keys: ['a', 'b', 'a'] }, "key 'a' names rows 0 and 2: make keys unique"],
    [{ keys: ['a', 'b'] }, '2 keys for 3 rows: give one key per row'],
    [{ maxBatch: 0 }, 'maxBatch is 0, it must be at least 1'],
    [{ maxBatch: NaN }, 'maxBatch is NaN'],
  ])('refuses to be made from %o', (more, message) => {
    expect(() => serve(stored(3), more)).toThrow(message)
  })

  it('refuses a batch over its limit', async () => {
    await expect(serve(stored(3), { maxBatch: 2 }).embed([0, 1, 2])).rejects.toThrow(
      '3 inputs in one call, clap takes at most 2: split the batch',
    )
  })

  it('names the stored row that is not finite or cut short', async () => {
    const nan = { ...stored(3), read: async () => Float32Array.from([1, 2, 3, NaN]) }
    await expect(serve(nan).embed([1, 2])).rejects.toThrow('row 2 holds NaN at column 1')
    const short = { ...stored(3), read: async () => Float32Array.from([1, 2, 3]) }
    await expect(serve(short).embed([1, 2])).rejects.toThrow(
      'rows 1 to 2 came as 3 values, 4 expected',
    )
  })

  it('stops reading once aborted', async () => {
    const store = stored(20)
    const controller = new AbortController()
    const pending = serve(store).embed([0, 5, 10], {
      signal: controller.signal,
      onProgress: ({ done }) => done === 1 && controller.abort(new Error('enough')),
    })
    await expect(pending).rejects.toThrow('enough')
    expect(store.reads).toEqual([[0, 1]])
  })

  it('closes the rows once, and refuses what was under way', async () => {
    const store = stored(20)
    const adapter = serve(store)
    const pending = adapter.embed([0, 5])
    await adapter.dispose()
    await adapter.dispose()
    await expect(pending).rejects.toThrow('clap: disposed; make a new adapter to embed again')
    expect(store.closed).toBe(1)
  })
})
