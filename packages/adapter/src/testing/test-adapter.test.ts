import { describe, expect, it } from 'vitest'
import { AdapterError } from '../errors.ts'
import type { EmbedOptions, EmbeddingAdapter, Embeddings } from '../embedding-adapter.ts'
import { testAdapter } from './test-adapter.ts'

/** Counts, the input of the toy: an object, so that an adapter could change it. */
interface Tally {
  counts: number[]
}

type Toy = EmbeddingAdapter<Tally>

const inputs: Tally[] = [{ counts: [1, 2] }, { counts: [3] }, { counts: [] }, { counts: [5, 5, 5] }]

/** A sound adapter: each input waits a turn, then gives [length, sum, 1]. */
function toy(): Toy {
  let disposed = false
  return {
    modality: 'tally',
    modelId: 'toy',
    width: 3,
    limits: { maxBatch: 8 },
    async embed(batch, { signal, onProgress } = {}) {
      if (disposed) throw new AdapterError('toy is disposed')
      if (batch.length > 8) throw new AdapterError(`${batch.length} inputs, toy takes 8`)
      const data = new Float32Array(batch.length * 3)
      for (const [i, { counts }] of batch.entries()) {
        signal?.throwIfAborted()
        await Promise.resolve()
        signal?.throwIfAborted()
        data.set([counts.length, counts.reduce((a, b) => a + b, 0), 1], i * 3)
        onProgress?.({ done: i + 1, total: batch.length })
      }
      return { rows: batch.length, cols: 3, data }
    },
    async dispose() {
      disposed = true
    },
  }
}

/** The toy with its results changed. */
function altered(change: (result: Embeddings, batch: readonly Tally[]) => Embeddings): Toy {
  const sound = toy()
  return {
    ...sound,
    embed: async (batch, options) => change(await sound.embed(batch, options), batch),
  }
}

/** The toy with its embed replaced; `sound` is the embed to fall back on. */
function replaced(
  embed: (
    sound: Toy['embed'],
    batch: readonly Tally[],
    options: EmbedOptions,
  ) => Promise<Embeddings>,
): Toy {
  const sound = toy()
  return { ...sound, embed: (batch, options = {}) => embed(sound.embed, batch, options) }
}

const shared = new Float32Array(64)
let calls = 0

const faults: [fault: string, check: string, adapter: () => Toy, says: string][] = [
  ['no modality', 'declaration', () => ({ ...toy(), modality: '' }), "modality is ''"],
  ['no model id', 'declaration', () => ({ ...toy(), modelId: '' }), "modelId is ''"],
  ['a width of zero', 'declaration', () => ({ ...toy(), width: 0 }), 'width is 0'],
  [
    'a limit that is no count',
    'declaration',
    () => ({ ...toy(), limits: { maxBatch: 0 } }),
    'limits.maxBatch is 0',
  ],
  ['a wrong width', 'shape', () => ({ ...toy(), width: 4 }), 'vectors have 3 entries'],
  [
    'a wrong row count',
    'shape',
    () => altered(({ rows, cols, data }) => ({ rows: rows + 1, cols, data })),
    '4 inputs gave 5 rows',
  ],
  [
    'data that is too short',
    'shape',
    () => altered((result) => ({ ...result, data: result.data.subarray(1) })),
    '4×3 needs 12 values, data has 11',
  ],
  [
    'float64 data',
    'shape',
    () => altered((r) => ({ ...r, data: Float64Array.from(r.data) as unknown as Float32Array })),
    'not a Float32Array',
  ],
  [
    'a NaN',
    'finite',
    () => altered((r) => ({ ...r, data: r.data.with(4 % (r.data.length || 1), NaN) })),
    'a batch of 4: row 1, column 1 is NaN',
  ],
  [
    'an infinity',
    'finite',
    () => altered((r) => ({ ...r, data: r.data.map((value) => value / (value - 15)) })),
    'a batch of 4: row 3, column 1 is Infinity',
  ],
  [
    'randomness',
    'repeat',
    () => altered((r) => ({ ...r, data: r.data.map((value) => value + 1e-6 * ++calls) })),
    'other bytes the second time',
  ],
  [
    'a reused result',
    'repeat',
    () =>
      altered(({ rows, cols, data }) => {
        shared.set(data)
        return { rows, cols, data: shared.subarray(0, data.length) }
      }),
    'a later call wrote into an earlier result',
  ],
  [
    'a batch that leaks between rows',
    'alone',
    () => altered((r, batch) => ({ ...r, data: r.data.map((value) => value * batch.length) })),
    'input 0 alone and in a batch of 4: 0.750 apart, 0.0001 is allowed',
  ],
  [
    'rows sorted by size',
    'order',
    () =>
      replaced((sound, batch, options) =>
        sound(
          batch.toSorted((a, b) => a.counts.length - b.counts.length),
          options,
        ),
      ),
    'the reversed batch: row 0 is of input 0, it must be of 3',
  ],
  ['one vector for all', 'order', () => altered((r) => ({ ...r, data: r.data.fill(1) })), 'differ'],
  [
    'an input changed',
    'inputs',
    () =>
      replaced((sound, batch, options) => {
        batch[1]?.counts.reverse().push(0)
        return sound(batch, options)
      }),
    'embed changed input 1',
  ],
  [
    'the array of inputs emptied',
    'inputs',
    () =>
      replaced((sound, batch, options) => {
        const own = (batch as Tally[]).splice(0)
        return sound(own, options)
      }),
    'embed changed the array of inputs',
  ],
  [
    'an empty batch refused',
    'empty',
    () =>
      replaced(async (sound, batch, options) => {
        if (batch.length === 0) throw new AdapterError('nothing to embed')
        return sound(batch, options)
      }),
    'nothing to embed',
  ],
  [
    'an empty batch without its width',
    'empty',
    () => altered((r) => (r.rows === 0 ? { ...r, cols: 0 } : r)),
    'an empty batch gave 0×0 with 0 values, not 0×3',
  ],
  ['a limit not kept', 'limit', () => ({ ...toy(), limits: { maxBatch: 6 } }), 'for 7 inputs'],
  [
    'a limit refused without its number',
    'limit',
    () =>
      replaced(async (sound, batch, options) => {
        if (batch.length > 8) throw new AdapterError('too many')
        return sound(batch, options)
      }),
    "'too many' does not name the limit 8",
  ],
  [
    'a limit refused by a bare error',
    'limit',
    () =>
      replaced(async (sound, batch, options) => {
        if (batch.length > 8) throw new RangeError('at most 8')
        return sound(batch, options)
      }),
    "RangeError 'at most 8' for 9 inputs: make it an AdapterError",
  ],
  [
    'a limit refused outside the promise',
    'limit',
    () =>
      replaced((sound, batch, options) => {
        if (batch.length > 8) throw new AdapterError('at most 8')
        return sound(batch, options)
      }),
    'make it an async function',
  ],
  [
    'progress that falls',
    'progress',
    () =>
      replaced((sound, batch, { signal, onProgress }) =>
        sound(batch, {
          signal,
          onProgress: ({ done, total }) => onProgress?.({ done: total - done, total }),
        }),
      ),
    'done is 2 of 4 after 3: it must only grow',
  ],
  [
    'progress of another total',
    'progress',
    () =>
      replaced((sound, batch, { signal, onProgress }) =>
        sound(batch, { signal, onProgress: ({ done }) => onProgress?.({ done, total: 100 }) }),
      ),
    'total is 100 for a batch of 4',
  ],
  [
    'no progress',
    'progress',
    () => replaced((sound, batch, { signal }) => sound(batch, { signal })),
    'nothing was reported, the last report must have done = 4',
  ],
  [
    'an early abort ignored',
    'abort',
    () => replaced((sound, batch, { onProgress }) => sound(batch, { onProgress })),
    'embed resolves with a signal already aborted',
  ],
  [
    'an abort midway ignored',
    'abort',
    () =>
      replaced(async (sound, batch, { signal, onProgress }) => {
        signal?.throwIfAborted()
        return sound(batch, { onProgress })
      }),
    'embed resolves when aborted midway',
  ],
  [
    'an abort from a progress report ignored',
    'abort',
    () =>
      replaced(async (_sound, batch, { signal, onProgress }) => {
        signal?.throwIfAborted()
        // Without any wait, only a report gives the caller a chance to abort.
        batch.forEach((_, i) => onProgress?.({ done: i + 1, total: batch.length }))
        return { rows: batch.length, cols: 3, data: new Float32Array(batch.length * 3) }
      }),
    'embed resolves when aborted from a progress report',
  ],
  [
    'an abort with a reason of its own',
    'abort',
    () =>
      replaced(async (sound, batch, options) => {
        if (options.signal?.aborted) throw new AdapterError('stopped')
        return sound(batch, options)
      }),
    "an abort rejects with AdapterError 'stopped': reject with signal.reason",
  ],
  [
    'work after dispose',
    'dispose',
    () => ({ ...toy(), dispose: async () => {} }),
    'embed resolves after dispose',
  ],
  [
    'a second dispose that throws',
    'dispose',
    () => {
      const sound = toy()
      let times = 0
      const dispose = async () => {
        if (++times > 1) throw new Error('already closed')
        await sound.dispose()
      }
      return { ...sound, dispose }
    },
    'already closed',
  ],
  // From here on, what only a closer look finds.
  [
    'a width that changes after the first call',
    'shape',
    () => {
      const sound = toy()
      let used = false
      const embed: Toy['embed'] = (batch, options) => {
        used = true
        return sound.embed(batch, options)
      }
      return {
        ...sound,
        embed,
        get width() {
          return used ? 4 : 3
        },
      }
    },
    'width was 3 and is now 4, it must not change',
  ],
  [
    'a single vector without its last entry',
    'shape',
    () => altered((r) => (r.rows === 1 ? { ...r, cols: 2, data: r.data.subarray(0, 2) } : r)),
    'input 0 alone: vectors have 2 entries, the adapter says 3',
  ],
  [
    'a large batch with a row too few',
    'shape',
    () => altered((r) => (r.rows < 8 ? r : { ...r, rows: 7, data: r.data.subarray(0, 21) })),
    'a batch of 8: 8 inputs gave 7 rows',
  ],
  [
    'a NaN in the last row of a large batch',
    'finite',
    () => altered((r) => (r.rows < 8 ? r : { ...r, data: r.data.with(23, NaN) })),
    'a batch of 8: row 7, column 2 is NaN',
  ],
  [
    'a NaN for an input alone',
    'finite',
    () => altered((r) => (r.rows === 1 ? { ...r, data: r.data.with(0, NaN) } : r)),
    'input 0 alone: row 0, column 0 is NaN',
  ],
  [
    'large batches that leak between rows',
    'alone',
    () => altered((r) => (r.rows < 8 ? r : { ...r, data: r.data.map((value) => value + 0.1) })),
    'of a batch of 8 and in a batch of 4',
  ],
  [
    'an order kept for small batches only',
    'order',
    () =>
      replaced((sound, batch, options) =>
        sound(batch.length < 8 ? batch : [...batch.slice(4), ...batch.slice(0, 4)], options),
      ),
    'a batch of 8: row',
  ],
  [
    'an input normalised in place, which the second call leaves as it is',
    'inputs',
    () =>
      replaced((sound, batch, options) => {
        for (const { counts } of batch) counts.sort((a, b) => b - a)
        return sound(batch, options)
      }),
    'embed changed input 0',
  ],
  [
    'an abort heard only at the start',
    'abort',
    () =>
      replaced(async (sound, batch, { signal, onProgress }) => {
        await sound([], { signal })
        await Promise.resolve()
        signal?.throwIfAborted()
        return sound(batch, { onProgress })
      }),
    'embed resolves when aborted midway',
  ],
  [
    'an abort not heard between the parts of a large batch',
    'abort',
    () =>
      replaced(async (sound, batch, { signal, onProgress }) => {
        const first = await sound(batch.slice(0, 4), { signal })
        if (batch.length > 4) onProgress?.({ done: 4, total: batch.length })
        const rest = await sound(batch.slice(4))
        onProgress?.({ done: batch.length, total: batch.length })
        const data = Float32Array.of(...first.data, ...rest.data)
        return { rows: batch.length, cols: 3, data }
      }),
    'embed resolves when aborted midway',
  ],
  [
    'an abort from a late progress report ignored',
    'abort',
    () =>
      replaced(async (_sound, batch, { signal, onProgress }) => {
        signal?.throwIfAborted()
        batch.forEach((_, i) => {
          onProgress?.({ done: i + 1, total: batch.length })
          if (i === 0) signal?.throwIfAborted()
        })
        return { rows: batch.length, cols: 3, data: new Float32Array(batch.length * 3) }
      }),
    'embed resolves when aborted from a progress report',
  ],
  [
    'an abort not heard while it waits',
    'abort',
    () =>
      replaced(async (sound, batch, { signal, onProgress }) => {
        signal?.throwIfAborted()
        const result = await sound(batch, { signal })
        // The sleep stands for a long computation in one piece: no report comes before its end.
        if (batch.length > 4) await new Promise((wake) => setTimeout(wake, 20))
        onProgress?.({ done: batch.length, total: batch.length })
        return result
      }),
    'embed resolves when aborted midway',
  ],
  [
    'an empty batch after dispose',
    'dispose',
    () => {
      const sound = toy()
      const embed: Toy['embed'] = async (batch, options) =>
        batch.length > 0
          ? sound.embed(batch, options)
          : { rows: 0, cols: 3, data: new Float32Array(0) }
      return { ...sound, embed }
    },
    'embed resolves for an empty batch after dispose',
  ],
  [
    'a second dispose beside the first that throws',
    'dispose',
    () => {
      const sound = toy()
      let closed = false
      let open = 1
      const dispose = async () => {
        if (closed) return
        await sound.dispose()
        if (--open < 0) throw new Error('closed twice')
        closed = true
      }
      return { ...sound, dispose }
    },
    'closed twice',
  ],
]

describe('testAdapter', () => {
  it('passes a sound adapter through every check', async () => {
    const report = await testAdapter(toy(), { inputs })
    expect(report.skipped).toEqual([])
    expect(report.passed).toEqual(
      'declaration shape finite repeat alone order empty limit progress abort inputs dispose'.split(
        ' ',
      ),
    )
  })

  it.each(faults)('catches %s', async (_, check, adapter, says) => {
    const error = await testAdapter(adapter(), { inputs }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(AdapterError.isInstance(error)).toBe(true)
    const line = (error as Error).message.split('\n').find((l) => l.trim().startsWith(`${check}:`))
    expect(line).toContain(says)
  })

  it('lists every broken clause, and only those', async () => {
    const adapter = { ...toy(), modality: '', dispose: async () => {} }
    await expect(testAdapter(adapter, { inputs })).rejects.toThrow(
      new AdapterError(
        [
          'toy breaks the adapter contract:',
          "  declaration: modality is '', it must name what the inputs are",
          '  dispose: embed resolves after dispose, it must reject',
        ].join('\n'),
      ),
    )
  })

  it('says what it skipped for want of a limit or of a batch', async () => {
    const unlimited = { ...toy(), limits: { maxBatch: Infinity } }
    const report = await testAdapter(unlimited, { inputs, batchSize: 8 })
    expect(report.skipped).toEqual(['limit: limits.maxBatch is Infinity'])
    const single = replaced(async (sound, batch, options) => {
      if (batch.length > 1) throw new AdapterError('one input a call: at most 1')
      return sound(batch, options)
    })
    const one = await testAdapter({ ...single, limits: { maxBatch: 1 } }, { inputs })
    expect(one.skipped).toEqual(['alone: limits.maxBatch is 1', 'order: limits.maxBatch is 1'])
  })

  it('allows what the tolerance allows', async () => {
    const nudged = () =>
      altered((r, batch) => ({ ...r, data: r.data.map((v) => v * (1 + batch.length * 1e-3)) }))
    await expect(testAdapter(nudged(), { inputs })).rejects.toThrow('alone: input 0')
    await expect(testAdapter(nudged(), { inputs, tolerance: 0.01 })).resolves.toBeTruthy()
  })

  it('refuses fewer than two inputs', async () => {
    await expect(testAdapter(toy(), { inputs: inputs.slice(1, 2) })).rejects.toThrow(
      'testAdapter got 1 inputs: give two or more that differ',
    )
  })
})
