import {
  createRandom,
  createReference,
  createWasm,
  densify,
  sparseCodes,
  type Backend,
} from '@cmgsae/tensor'

/** What computed. */
export interface Outcome {
  readonly name: string
  readonly threads: number
}

/**
 * Encodes and takes a learn step on WebAssembly, twice with a pause, so that news of its workers can
 * arrive; throws unless the results are those of the reference.
 */
export async function trial(threads: number): Promise<Outcome> {
  const reference = createReference()
  const expected = await compute(reference)
  const backend = await createWasm({ threads })
  for (let round = 0; round < 2; round++) {
    const found = await compute(backend)
    compare(expected.codes, found.codes, 'codes')
    compare(expected.atoms, found.atoms, 'atoms')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const { name } = backend
  backend.dispose()
  return { name, threads: backend.threads }
}

const [rows, latents, width, k] = [200, 256, 48, 8]
const learning = { learningRate: 1e-2, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, step: 1, scale: 1 }

async function compute(backend: Backend) {
  const random = createRandom(7)
  const drawn = async (count: number) => {
    const m = backend.matrix(count, width)
    await backend.write(
      m,
      Float32Array.from({ length: count * width }, () => random.normal()),
    )
    return m
  }
  const x = await drawn(rows)
  const w = await drawn(latents)
  const codes = backend.codes(rows, latents, rows * k)
  const spans = [{ x: 0, w: 0, width }]
  const bias = backend.matrix(1, latents)
  await backend.encode({ x, w, rows, spans, bias, activation: { kind: 'topK', k }, out: codes })
  await backend.learn({
    w,
    first: backend.matrix(latents, width),
    second: backend.matrix(latents, width),
    terms: [{ codes, x, spans }],
    regions: [{ rows: [0, latents], cols: [0, width], radius: 1 }],
    project: true,
    ...learning,
  })
  const read = sparseCodes(rows, latents, rows * k)
  await backend.readCodes(codes, read)
  const atoms = new Float32Array(latents * width)
  await backend.read(w, atoms)
  return { codes: densify(read), atoms }
}

function compare(expected: Float32Array, found: Float32Array, what: string): void {
  const at = expected.findIndex((value, i) => !(Math.abs(value - found[i]!) < 1e-4))
  if (at >= 0) throw new Error(`${what}[${at}] is ${found[at]}, the reference says ${expected[at]}`)
}
