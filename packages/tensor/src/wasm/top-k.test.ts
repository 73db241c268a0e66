import { expect, test } from 'vitest'
import { sparseCodes, compact } from '../codes.ts'
import { createRandom } from '../random.ts'
import { loadWasm, type WasmBackend } from './backend.ts'

interface Case {
  readonly rows: number
  readonly p: number
  readonly width: number
  readonly k: number
}

const cases: readonly Case[] = [
  { rows: 1, p: 64, width: 16, k: 4 },
  { rows: 2, p: 100, width: 7, k: 5 },
  { rows: 7, p: 1000, width: 130, k: 20 },
  { rows: 70, p: 1000, width: 130, k: 32 },
  { rows: 33, p: 1500, width: 40, k: 1024 },
  { rows: 128, p: 2048, width: 96, k: 8 },
  { rows: 30, p: 1600, width: 130, k: 20 },
  { rows: 5, p: 1003, width: 33, k: 3 },
]

/** Rows and dictionaries that integers cannot tell apart, or not represent. */
const adversaries: Record<string, (sample: Sample) => void> = {
  plain: () => {},
  'one dimension a thousand times the rest': ({ x, width }) => {
    for (let j = 3; j < x.length; j += width) x[j] = 1000
  },
  'duplicated atoms': ({ w, p, width }) => {
    for (let i = 1; i < p; i += 2) w.copyWithin(i * width, (i - 1) * width, i * width)
  },
  'all atoms the same': ({ w, p, width }) => {
    for (let i = 1; i < p; i++) w.copyWithin(i * width, 0, width)
  },
  'a zero row under equal biases': ({ x, width, bias }) => {
    x.fill(0, 0, width)
    bias.fill(0.25)
  },
  denormals: ({ x, width }) => x.fill(1e-41, 0, width),
  'NaN and infinity': ({ x, w, width }) => {
    x[2] = NaN
    x[x.length - width] = Infinity
    w[5] = NaN
  },
  'squares beyond float32': ({ x, width }) => {
    for (let j = 0; j < width; j++) x[j]! *= 1e25
  },
  'a sample of the atoms that tells too much': ({ w, width }) => {
    // Every eighth panel of eight is what thresholds are guessed from.
    for (let i = 0; i < w.length; i++) if (Math.floor(i / width / 8) % 8 === 0) w[i]! *= 10
  },
  'a sample of the atoms that tells nothing': ({ w, width }) => {
    for (let i = 0; i < w.length; i++) if (Math.floor(i / width / 8) % 8 === 0) w[i] = 0
  },
  'large biases': ({ bias }) => {
    for (let i = 0; i < bias.length; i++) bias[i] = 100 + i * 1e-5
  },
}

interface Sample extends Case {
  readonly x: Float32Array
  readonly w: Float32Array
  readonly bias: Float32Array
  readonly gain: Float32Array
}

function draw(sizes: Case): Sample {
  const random = createRandom(sizes.rows)
  const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal())
  const { rows, p, width } = sizes
  const [x, w] = [normals(rows * width), normals(p * width)]
  return { ...sizes, x, w, bias: new Float32Array(p), gain: normals(p) }
}

async function encode(backend: WasmBackend, { rows, p, width, k, x, w, bias, gain }: Sample) {
  const upload = async (count: number, cols: number, values: Float32Array) => {
    const target = backend.matrix(count, cols)
    await backend.write(target, values)
    return target
  }
  const op = {
    x: await upload(rows, width, x),
    w: await upload(p, width, w),
    rows,
    spans: [
      { x: 0, w: 0, width: width >> 1 },
      { x: (width >> 1) + 1, w: (width >> 1) + 1, width: width - (width >> 1) - 1 },
    ],
    bias: await upload(1, p, bias),
    gain: await upload(1, p, gain),
    activation: { kind: 'topK', k },
    out: backend.codes(rows, p, rows * k),
  } as const
  const found = []
  // A dictionary that stays as it is gets int8 atoms from the second single sample on.
  for (let time = 0; time < (rows <= 2 ? 3 : 1); time++) {
    await backend.encode(op)
    const codes = sparseCodes(rows, p, rows * k)
    await backend.readCodes(op.out, codes)
    found.push(compact(codes))
  }
  backend.release(op.x, op.w, op.bias, op.gain, op.out)
  return found
}

test('the same codes, bit for bit, on any number of threads, screened or not', async () => {
  for (const variant of ['plain', 'relaxed'] as const) {
    const backends = []
    for (const [threads, screen] of [
      [1, false],
      [1, true],
      [1, 'int16'],
      [2, true],
      [3, false],
      [3, 'int16'],
      [3, true],
    ] as const) {
      backends.push((await loadWasm({ variant, screen, threads }))())
    }
    for (const sizes of cases) {
      for (const [name, spoil] of Object.entries(adversaries)) {
        const sample = draw(sizes)
        spoil(sample)
        const [expected] = await encode(backends[0]!, sample)
        for (const backend of backends) {
          for (const codes of await encode(backend, sample)) {
            expect(codes, `${name}, ${JSON.stringify(sizes)}, ${backend.name}`).toEqual(expected)
          }
        }
      }
    }
    for (const backend of backends) backend.dispose()
  }
}, 60_000)

test('rows that a screen cannot decide are counted and encoded exactly', async () => {
  const backend = (await loadWasm({ variant: 'plain', screen: true, threads: 1 }))()
  const sample = draw({ rows: 8, p: 2048, width: 32, k: 4 })
  adversaries['all atoms the same']!(sample)
  sample.gain.fill(1)
  const [codes] = await encode(backend, sample)
  expect(backend.undecided).toBeGreaterThan(0)
  for (let n = 0; n < 8; n++) {
    const latents = [...codes!.indices.subarray(codes!.offsets[n], codes!.offsets[n + 1])]
    if (latents.length > 0) expect(latents).toEqual([0, 1, 2, 3])
  }
  backend.dispose()
})
