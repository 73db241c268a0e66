/**
 * Milliseconds per value and gradient of paired codes, 32 active latents a row: the median of 60.
 */
import {
  contiguous,
  contrastive,
  crossModalGroup,
  groupLasso,
  l1,
  nested,
  treeGroupLasso,
  type Codes,
} from './src/index.ts'

const K = 32
let state = 1
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) | 0
  return (state >>> 8) / 2 ** 24
}

function randomCodes(rows: number, latents: number): Codes {
  const indices = new Uint32Array(rows * K)
  for (let n = 0; n < rows; n++) {
    const active = new Set<number>()
    while (active.size < K) active.add(Math.floor(random() * latents))
    indices.set(
      [...active].sort((i, j) => i - j),
      n * K,
    )
  }
  return {
    rows,
    latents,
    indices,
    offsets: Uint32Array.from({ length: rows + 1 }, (_, n) => n * K),
    values: Float32Array.from(indices, random),
  }
}

for (const [rows, latents] of [
  [128, 1024],
  [128, 8192],
  [1024, 8192],
] as const) {
  const codes = [randomCodes(rows, latents), randomCodes(rows, latents)]
  const into = codes.map(({ values }) => new Float32Array(values.length))
  const partition = contiguous({ latents, size: 16 })
  const penalties = [
    l1({ weight: 1 }),
    groupLasso({ weight: 1, partition }),
    crossModalGroup({ weight: 1 }),
    treeGroupLasso({ weight: 1, tree: nested({ partition, branching: 4 }) }),
    contrastive({ weight: 1 }),
  ]
  process.stdout.write(`${rows} rows, ${latents} latents\n`)
  for (const penalty of penalties) {
    for (let run = 0; run < 20; run++) penalty.gradient(codes, into)
    const times = Float64Array.from({ length: 60 }, () => {
      const start = performance.now()
      penalty.gradient(codes, into)
      return performance.now() - start
    }).sort()
    process.stdout.write(`  ${penalty.kind.padEnd(16)} ${times[30]!.toFixed(3)} ms\n`)
  }
}
