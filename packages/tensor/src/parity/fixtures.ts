import type { Backend, LatentAxis, Resident, ResidentCodes, Span } from '../backend.ts'
import { densify, sparseCodes } from '../codes.ts'
import { createRandom } from '../random.ts'

/** Sizes of one comparison; `rows` of the `capacityRows` rows are in use. */
export interface Case {
  readonly name: string
  readonly capacityRows: number
  readonly rows: number
  readonly latents: number
  readonly sampleWidth: number
  readonly atomWidth: number
  readonly spans: readonly Span[]
}

export const cases: readonly Case[] = [
  {
    name: 'joint atoms of two modalities',
    capacityRows: 9,
    rows: 9,
    latents: 33,
    sampleWidth: 13,
    atomWidth: 13,
    spans: [
      { x: 0, w: 0, width: 8 },
      { x: 8, w: 8, width: 5 },
    ],
  },
  {
    name: 'a short batch of one modality of joint atoms',
    capacityRows: 6,
    rows: 3,
    latents: 16,
    sampleWidth: 11,
    atomWidth: 11,
    spans: [{ x: 7, w: 7, width: 4 }],
  },
  {
    name: 'two modalities in one basis',
    capacityRows: 4,
    rows: 4,
    latents: 21,
    sampleWidth: 12,
    atomWidth: 6,
    spans: [
      { x: 0, w: 0, width: 6 },
      { x: 6, w: 0, width: 6 },
    ],
  },
]

/** The cases of training ops, whose spans cover the samples; some shapes fill many vectors. */
export const training: readonly Case[] = [
  cases[0]!,
  cases[2]!,
  {
    name: 'a short batch of one modality',
    capacityRows: 5,
    rows: 2,
    latents: 19,
    sampleWidth: 7,
    atomWidth: 7,
    spans: [{ x: 0, w: 0, width: 7 }],
  },
  {
    name: 'three modalities and many latents',
    capacityRows: 40,
    rows: 37,
    latents: 150,
    sampleWidth: 71,
    atomWidth: 71,
    spans: [
      { x: 0, w: 0, width: 33 },
      { x: 33, w: 33, width: 1 },
      { x: 34, w: 34, width: 37 },
    ],
  },
]

/** Normal deviates. */
export function normals(length: number, seed: number): Float32Array {
  const random = createRandom(seed)
  return Float32Array.from({ length }, () => random.normal())
}

/** Multiples of 1/4 in [−1, 1]: short sums of their products are exact, and full of ties. */
export function quarters(length: number, seed: number): Float32Array {
  const random = createRandom(seed)
  return Float32Array.from({ length }, () => (random.integer(9) - 4) / 4)
}

export async function upload(
  backend: Backend,
  rows: number,
  cols: number,
  source: Float32Array,
  axis?: LatentAxis,
): Promise<Resident> {
  const matrix = backend.matrix(rows, cols, axis)
  await backend.write(matrix, source)
  return matrix
}

export async function values(backend: Backend, matrix: Resident): Promise<Float32Array> {
  const out = new Float32Array(matrix.rows * matrix.cols)
  await backend.read(matrix, out)
  return out
}

/** The dense array codes stand for, and their support. */
export async function dense(backend: Backend, codes: ResidentCodes, rows: number) {
  const host = sparseCodes(rows, codes.latents, codes.capacity)
  await backend.readCodes(codes, host)
  const stored = host.offsets[host.rows]!
  return [
    densify(host),
    host.offsets.subarray(0, host.rows + 1),
    host.indices.subarray(0, stored),
    Float32Array.of(host.rows, codes.rows),
  ]
}

/** Codes of every row with random support and values, of uneven lengths, some rows empty. */
export function randomCodes(rows: number, latents: number, seed: number) {
  const random = createRandom(seed)
  const codes = sparseCodes(rows, latents, rows * latents)
  let stored = 0
  for (let n = 0; n < rows; n++) {
    const share = n % 3 === 2 ? 0 : 0.3
    for (let i = 0; i < latents; i++) {
      if (random.uniform() >= share) continue
      codes.indices[stored] = i
      codes.values[stored++] = random.normal()
    }
    codes.offsets[n + 1] = stored
  }
  return codes
}
