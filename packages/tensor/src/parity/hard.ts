import { describe, test } from 'vitest'
import type { Activation } from '../activation.ts'
import type { Backend, EncodeOp } from '../backend.ts'
import { dense, normals, quarters, upload } from './fixtures.ts'
import type { Compare, ParityLimits } from './parity.ts'

interface Hard {
  readonly name: string
  readonly rows: number
  readonly p: number
  readonly d: number
  readonly ks: readonly number[]
  readonly x: Float32Array
  readonly w: Float32Array
}

type Edit = (entry: number, at: number) => number

function hard(
  name: string,
  [rows, p, d]: readonly [number, number, number],
  ks: readonly number[],
  { x = same, w = same }: { x?: Edit; w?: Edit } = {},
  draw = quarters,
): Hard {
  return { name, rows, p, d, ks, x: draw(rows * d, 41).map(x), w: draw(p * d, 42).map(w) }
}

const same: Edit = (entry) => entry
const plain = [8, 200, 24] as const

/** Sums of quarters are exact in any order, so ties are ties; normals are compared by support too. */
const cases: readonly Hard[] = [
  hard('many latents, ties', [3, 1500, 36], [1, 7, 32, 64, 65, 300, 1024]),
  hard('many latents', [3, 1500, 36], [32, 300, 1024], {}, normals),
  hard('one sample', [1, 1500, 100], [1, 32], {}, normals),
  hard('more of everything', [70, 1000, 130], [32], {}, normals),
  hard('more of everything, ties', [70, 1000, 130], [8, 48]),
  hard('zero rows', plain, [4, 32], { x: (v, at) => (Math.floor(at / 24) % 3 ? v : 0) }),
  hard('NaN rows', plain, [4, 32], { x: (v, at) => (at % 72 === 30 ? NaN : v) }, normals),
  hard('a NaN atom', plain, [4, 32], { w: (v, at) => (at === 40 ? NaN : v) }, normals),
  hard('denormals', plain, [4, 32], { x: (v) => v * 2 ** -140 }),
  hard('denormal rows', plain, [4], { x: (v, at) => (at < 48 ? v * 2 ** -130 : v) }),
  hard('one dimension 1000 times the rest', plain, [4, 32], {
    x: (v, at) => (at % 24 === 5 ? v * 1000 : v),
  }),
  hard(
    'one dimension of both 1000 times the rest',
    plain,
    [4, 32],
    { x: (v, at) => (at % 24 === 5 ? v * 1000 : v), w: (v, at) => (at % 24 === 5 ? v * 30 : v) },
    normals,
  ),
  // Three times the same 8 columns of small integers: all 200 atoms are one of 40.
  hard('duplicated atoms', plain, [4, 33, 64], {
    w: (_, at) => (((Math.floor(at / 24) % 40) * 7 + (at % 24) * 5) % 9) / 4 - 1,
  }),
  hard('zero atoms', plain, [4, 64], { w: (v, at) => (at % 480 < 240 ? 0 : v) }),
]

export function hardParity(compare: Compare, { subnormals, slow }: ParityLimits): void {
  /** Skips, with the reason in the name, what the backend cannot do. */
  function each(shapes: readonly Hard[], tests: (shape: Hard) => void) {
    for (const shape of shapes) {
      const reason = shape.name.startsWith('denormal') ? subnormals : undefined
      const name = reason === undefined ? shape.name : `${shape.name}: ${reason}`
      describe.skipIf(reason !== undefined)(`encode, ${name}`, () => tests(shape))
    }
  }
  const most = slow ? cases.filter(({ rows }) => rows < 70) : cases
  each(most, (shape) => {
    test.each(slow ? shape.ks.slice(-1) : shape.ks)('top %i', (k) =>
      compare((backend) => encoded(backend, shape, { kind: 'topK', k })),
    )

    test('with bias, gain, keep, ranges and an auxiliary selection', () =>
      compare(async (backend) => {
        const { rows, p } = shape
        const out = backend.codes(rows, p, rows * 5)
        const among = Uint8Array.from({ length: p }, (_, i) => (i % 4 === 2 ? 1 : 0))
        return [
          ...(await encoded(backend, shape, { kind: 'topK', k: 9 }, await choice(backend, shape))),
          ...(await encoded(
            backend,
            shape,
            { kind: 'topK', k: 9 },
            { ...(await choice(backend, shape)), auxiliary: { among, k: 5, out } },
          )),
          ...(await dense(backend, out, rows)),
        ]
      }))
  })
  each(slow ? most.slice(-2) : cases.slice(5), (shape) => {
    const { p } = shape
    const partition = {
      of: Uint32Array.from({ length: p }, (_, i) => i % 8),
      sizes: new Uint32Array(8).fill(p / 8),
    }
    test.each<Activation>([
      { kind: 'relu' },
      { kind: 'batchTopK', k: 6 },
      { kind: 'threshold', theta: quarters(p, 43) },
      { kind: 'groupTopK', k: 12, groups: 3, partition },
    ])('$kind', (activation) => compare((backend) => encoded(backend, shape, activation)))
  })
}

async function choice(backend: Backend, { rows, p }: Hard) {
  return {
    bias: await upload(backend, 1, p, quarters(p, 44), 'columns'),
    gain: await upload(backend, 1, p, quarters(p, 45), 'columns'),
    keep: Uint8Array.from({ length: rows * p }, (_, i) => (i % 5 ? 1 : 0)),
    latents: [
      [3, 50],
      [61, p - 7],
    ],
  } satisfies Partial<EncodeOp>
}

async function encoded(
  backend: Backend,
  { rows, p, d, x, w }: Hard,
  activation: Activation,
  options: Partial<EncodeOp> = {},
) {
  const capacity = 'k' in activation ? rows * activation.k : rows * p
  const out = backend.codes(rows, p, activation.kind === 'batchTopK' ? rows * p : capacity)
  await backend.encode({
    x: await upload(backend, rows, d, x),
    w: await upload(backend, p, d, w, 'rows'),
    bias: backend.matrix(1, p, 'columns'),
    rows,
    spans: [{ x: 0, w: 0, width: d }],
    activation,
    out,
    ...options,
  })
  return dense(backend, out, rows)
}
