import { createRandom, createReference, type Backend } from './src/index.ts'
import { createGpuBackend } from './src/gpu/index.ts'

// The encode product with top-k, B×D by D×p, on random normal data: `node packages/tensor/bench.ts`.

const [rows, p, d, k] = [128, 1024, 512, 32]
const repeats = 9

const random = createRandom(1)
const normals = (length: number) => Float32Array.from({ length }, () => random.normal())
const [samples, atoms] = [normals(rows * d), normals(p * d)]

async function measure(backend: Backend): Promise<string> {
  const x = backend.matrix(rows, d)
  const w = backend.matrix(p, d)
  await backend.write(x, samples)
  await backend.write(w, atoms)
  const bias = backend.matrix(1, p)
  const out = backend.codes(rows, p, rows * k)
  const spans = [{ x: 0, w: 0, width: d }]
  const times: number[] = []
  for (let i = 0; i < repeats; i++) {
    const start = performance.now()
    await backend.encode({ x, w, rows, spans, bias, activation: { kind: 'topK', k }, out })
    times.push(performance.now() - start)
  }
  // Whatever else the machine does only ever adds time.
  const best = Math.min(...times)
  const rate = (2 * rows * p * d) / best / 1e6
  return `${backend.name.padEnd(14)} ${best.toFixed(1).padStart(8)} ms ${rate.toFixed(2).padStart(7)} GFLOP/s`
}

process.stdout.write(`encode, top ${k}: ${rows}×${d} by ${d}×${p}, best of ${repeats}\n`)
for (const backend of [createReference(), await createGpuBackend({ mode: 'webasm' })]) {
  process.stdout.write(`${await measure(backend)}\n`)
  backend.dispose()
}
