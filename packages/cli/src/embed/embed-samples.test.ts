import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { AdapterError, type EmbeddingAdapter } from '@cmgsae/adapter'
import { loadPairs } from '@cmgsae/data/node'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { embedSamples, type EmbedJob } from './embed-samples.ts'
import type { Kind } from './file-kinds.ts'
import type { Item, ItemList } from './item.ts'
import { readManifest } from './manifest.ts'

const path = temporaryFolder()
let folders = 0

/** The last number in a name, and which input of its call it was: as a real model, not quite alone. */
function toy(kind: Kind, { cols = 2, calls = [] as string[][] } = {}): EmbeddingAdapter<string> {
  return {
    modality: kind,
    modelId: `toy-${kind}`,
    width: cols,
    limits: { maxBatch: Infinity },
    async embed(inputs, { signal } = {}) {
      calls.push([...inputs])
      await new Promise((resolve) => setTimeout(resolve))
      signal?.throwIfAborted()
      const bad = inputs.find((input) => input.includes('bad'))
      if (bad !== undefined) throw new AdapterError(`${bad}: no ${kind}`)
      const data = new Float32Array(inputs.length * cols)
      for (const [i, input] of inputs.entries()) {
        data[i * cols] = Number(/\d+(?!.*\d)/.exec(input)?.[0]) + 1
        data[i * cols + 1] = i + 1
      }
      return { rows: inputs.length, cols, data }
    },
    async dispose() {},
  }
}

/** Sample n from inputs such as `{ image: '3', audio: 'bad' }`. */
function listOf(samples: readonly Partial<Record<Kind, string>>[], prompts = false): ItemList {
  const items = samples.map((inputs, n): Item => ({
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([kind, value]) => [
        kind,
        { value: `${kind}/${value}`, name: value },
      ]),
    ),
    row: { id: n, label: n % 2 ? 'odd' : 'even' },
  }))
  return { items, columns: ['id', 'label'], label: 'label', prompts, root: 'source', found: '' }
}

function jobOf(list: ItemList, rest: Partial<EmbedJob> = {}): EmbedJob {
  const kinds = new Set(list.items.flatMap(({ inputs }) => Object.keys(inputs) as Kind[]))
  return {
    out: path(String(folders++)),
    list,
    inputs: 'digest',
    encoders: [...kinds].map((kind) => ({ name: kind, kind, adapter: toy(kind), batch: 3 })),
    format: 'npy',
    shardSize: 4,
    keepPartial: false,
    settings: {},
    begun: undefined,
    signal: new AbortController().signal,
    onProgress() {},
    ...rest,
  }
}

const numbered = (count: number) =>
  listOf(Array.from({ length: count }, (_, n) => ({ image: String(n), text: String(n) })))

const skipped = (out: string) =>
  readFileSync(`${out}/skipped.jsonl`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object)

const bytesIn = (out: string) =>
  Object.fromEntries(
    readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const bytes = readFileSync(`${parentPath}/${name}`)
        return [
          `${parentPath.slice(out.length)}/${name}`,
          createHash('sha256').update(bytes).digest('hex'),
        ]
      }),
  )

describe.each(['npy', 'parquet'] as const)('a set in %s', (format) => {
  it('holds every sample in order, with its labels, in shards of the asked size', async () => {
    const job = jobOf(numbered(10), { format })
    const manifest = await embedSamples(job)
    expect(manifest.shards.map(({ samples, rows }) => [samples, rows])).toEqual([
      [4, 4],
      [4, 4],
      [2, 2],
    ])
    const pairs = await loadPairs(job.out)
    const [image, text] = pairs.modalities.map(({ embeddings }) => [...embeddings.data])
    // Calls of three within shards of four.
    expect(image).toEqual([1, 1, 2, 2, 3, 3, 4, 1, 5, 1, 6, 2, 7, 3, 8, 1, 9, 1, 10, 2])
    expect(text).toEqual(image)
    expect(pairs.labels!.names[pairs.labels!.of[3]!]).toBe('odd')
    expect(pairs.metadata!.rows.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    for (const { files } of manifest.shards) {
      for (const [file, sha256] of Object.entries(files)) {
        expect(
          createHash('sha256')
            .update(readFileSync(`${job.out}/${file}`))
            .digest('hex'),
        ).toBe(sha256)
      }
    }
    expect(existsSync(`${job.out}/skipped.jsonl`)).toBe(false)
  })

  it('keeps what a sample never had as missing', async () => {
    const job = jobOf(listOf([{ image: '0', audio: '0' }, { audio: '1' }, { image: '2' }]), {
      format,
    })
    const manifest = await embedSamples(job)
    expect(manifest).toMatchObject({ rows: 3, missing: true })
    expect(manifest.modalities.map(({ missing }) => missing)).toEqual([1, 1])
    expect([...(await loadPairs(job.out)).present]).toEqual([1, 1, 0, 1, 1, 0])
  })
})

describe('what cannot be embedded', () => {
  const list = listOf([
    { image: '0', audio: '0' },
    { image: 'bad 1', audio: '1' },
    { image: 'bad 2', audio: 'bad 3' },
    {},
    { image: '4', audio: '4' },
  ])

  it('costs its sample, and is listed with the reason', async () => {
    const job = jobOf(list)
    expect(await embedSamples(job)).toMatchObject({ rows: 2, samples: 5, missing: false })
    const { metadata } = await loadPairs(job.out)
    expect(metadata!.rows.map(({ id }) => id)).toEqual([0, 4])
    expect(skipped(job.out)).toEqual([
      { sample: 1, modality: 'image', input: 'bad 1', reason: 'no image' },
      { sample: 2, modality: 'image', input: 'bad 2', reason: 'no image' },
      { sample: 2, modality: 'audio', input: 'bad 3', reason: 'no audio' },
      { sample: 3, modality: '', input: '', reason: 'the sample names no picture, sound or text' },
    ])
  })

  it('is missing where that is allowed, as long as something is left', async () => {
    const job = jobOf(list, { keepPartial: true })
    expect(await embedSamples(job)).toMatchObject({ rows: 3, missing: true })
    const { metadata, present } = await loadPairs(job.out)
    expect(metadata!.rows.map(({ id }) => id)).toEqual([0, 1, 4])
    expect([...present]).toEqual([1, 1, 0, 1, 1, 1])
  })

  it('is not made up for by the name of its class', async () => {
    const prompts = listOf(
      [
        { image: 'bad 0', text: '7' },
        { image: '1', text: '7' },
      ],
      true,
    )
    expect(await embedSamples(jobOf(prompts, { keepPartial: true }))).toMatchObject({ rows: 1 })
  })

  it('leaves no hole in the numbers of the shards', async () => {
    const names = ['bad', 'bad', '2', '3', 'bad', 'bad', '6']
    const job = jobOf(listOf(names.map((image) => ({ image }))), { shardSize: 2 })
    const { shards } = await embedSamples(job)
    expect(shards.map(({ rows }) => rows)).toEqual([0, 2, 0, 1])
    expect(readdirSync(`${job.out}/img_emb`)).toEqual(['img_emb_0.npy', 'img_emb_1.npy'])
    expect((await loadPairs(job.out)).modalities[0]!.embeddings.rows).toBe(3)
  })

  it('is the end where nothing else is there', async () => {
    const job = jobOf(listOf([{ image: 'bad 0' }, { image: 'bad 1' }]))
    await expect(embedSamples(job)).rejects.toThrow(
      'none of the 2 samples can be embedded (bad 0: no image)',
    )
    expect((await readManifest(job.out))!.complete).toBe(false)
  })
})

describe('a run that ends early', () => {
  const list = listOf(
    Array.from({ length: 18 }, (_, n) => ({
      image: n % 11 === 5 ? `bad ${n}` : String(n),
      text: String(n),
    })),
  )

  it('goes on after the last whole shard, to the same bytes', async () => {
    const whole = jobOf(list)
    await embedSamples(whole)
    expect(skipped(whole.out)).toHaveLength(2)
    for (const after of [0, 1, 3]) {
      const stop = new AbortController()
      const cut = jobOf(list, {
        signal: stop.signal,
        onProgress({ saved }) {
          if (saved >= 4 * after) stop.abort(new Error('stopped'))
        },
      })
      await expect(embedSamples(cut)).rejects.toThrow('stopped')
      expect(stop.signal.aborted).toBe(true)
      const begun = (await readManifest(cut.out))!
      // A shard that is embedded when the run is stopped is still written.
      expect([after, after + 1]).toContain(begun.shards.length)
      await expect(loadPairs(cut.out)).rejects.toThrow(/unfinished/)
      // As a kill between the writing of the list and of the manifest leaves it.
      writeFileSync(
        `${cut.out}/skipped.jsonl`,
        `${existsSync(`${cut.out}/skipped.jsonl`) ? readFileSync(`${cut.out}/skipped.jsonl`, 'utf8') : ''}{"sample":17}\n`,
      )
      await embedSamples(jobOf(list, { out: cut.out, begun }))
      expect(bytesIn(cut.out)).toEqual(bytesIn(whole.out))
    }
  })

  it('is not gone on with by another model', async () => {
    const job = jobOf(list)
    const begun = { ...(await embedSamples(job)), complete: false }
    const [image, text] = job.encoders as [never, never]
    const other = { ...(image as object), adapter: { ...toy('image'), modelId: 'other' } } as never
    await expect(embedSamples({ ...job, begun, encoders: [other, text] })).rejects.toThrow(
      /image was begun with toy-image, this is other: --force begins anew/,
    )
    const changed = { ...(image as object), weights: 'ab12' } as never
    await expect(embedSamples({ ...job, begun, encoders: [changed, text] })).rejects.toThrow(
      /image was begun with other weights, this is toy-image/,
    )
  })
})

describe('the encoders', () => {
  it('see a file that samples share once, and get no half of such a run of samples', async () => {
    const calls: string[][] = []
    // Three captions a picture; the shard of four is as long as two pictures.
    const list = listOf(
      Array.from({ length: 9 }, (_, n) => ({ image: String(Math.floor(n / 3)), text: String(n) })),
    )
    const adapter = toy('image', { calls })
    const job = jobOf(list)
    const encoders = [{ name: 'image', kind: 'image' as const, adapter, batch: 3 }]
    const { shards } = await embedSamples({ ...job, encoders })
    expect(calls).toEqual([['image/0', 'image/1'], ['image/2']])
    expect(shards.map(({ samples }) => samples)).toEqual([6, 3])
  })

  it('have the next call at hand while one runs, and no more', async () => {
    let [running, most] = [0, 0]
    const slow = toy('image')
    const adapter: typeof slow = {
      ...slow,
      async embed(...call) {
        most = Math.max(most, ++running)
        await new Promise((resolve) => setTimeout(resolve, 1))
        running--
        return slow.embed(...call)
      },
    }
    const job = jobOf(listOf(Array.from({ length: 40 }, (_, n) => ({ image: String(n) }))))
    await embedSamples({ ...job, encoders: [{ name: 'image', kind: 'image', adapter, batch: 2 }] })
    expect(most).toBe(2)
  })
})
