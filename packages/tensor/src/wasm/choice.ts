import { TensorError } from '../errors.ts'
import { loadWasm } from './backend.ts'
import { hasByteDots, hasRelaxedSimd, hasSharedMemory, hasSimd, type Variant } from './load.ts'
import { measureProducts } from './probe.ts'
import { cores, threadsFor } from './threads.ts'

/** A way to encode: which binary, and whether integers screen for TopK. */
export interface Choice {
  readonly variant: Variant
  /** `true`: by int8 where a fast dot product is found, else by int16; `'int16'`: by int16 everywhere. */
  readonly screen: boolean | 'int16'
}

/** Of what is measured each screens at its best or not at all. */
export interface Candidate extends Choice {
  readonly screen: boolean
  readonly gflops: number
}

/** What was found on this machine, and what is chosen where nothing else is asked for. */
export interface WasmReport extends Choice {
  readonly simd: boolean
  readonly relaxedSimd: boolean
  /** Whether int8 products are fast here: TopK is then screened by int8. */
  readonly byteDots: boolean
  readonly sharedMemory: boolean
  readonly cores: number
  readonly threads: number
  readonly because: string
  /** From the rates of the inner products on one thread: float32 operations of the dense product that TopK stands for. */
  readonly candidates: readonly Candidate[]
  /** Reading of a dictionary that no cache holds, one thread. */
  readonly gigabytesPerSecond: number
}

/**
 * Plain arithmetic gives the same bytes on every machine: another binary must be faster by more than a
 * measurement can be off.
 */
const ADVANTAGE = 1.25

let measured: Promise<readonly Candidate[]> | undefined

/** Measures the candidates, once a process: some twelve milliseconds. */
export function candidates(): Promise<readonly Candidate[]> {
  return (measured ??= measureAll())
}

async function measureAll(): Promise<Candidate[]> {
  const { floats, integers } = await measureProducts()
  const variants: Variant[] = hasRelaxedSimd() ? ['plain', 'relaxed'] : ['plain']
  return variants.flatMap((variant) => [
    { variant, screen: true, gflops: integers },
    { variant, screen: false, gflops: floats[variant] },
  ])
}

/**
 * Settles what the options and the environment (CMGSAE_VARIANT, CMGSAE_SCREEN) leave open: screening
 * on plain arithmetic unless something is a quarter faster.
 * @throws TensorError for an unknown variant, or one that does not run here
 */
export async function choose({
  variant = variantFromEnvironment(),
  screen = screenFromEnvironment(),
}: Partial<Choice>): Promise<Choice & { readonly because: string }> {
  if (!hasSimd()) throw new TensorError('WebAssembly has no SIMD here; use createReference()')
  if (variant === 'relaxed' && !hasRelaxedSimd()) {
    throw new TensorError('WebAssembly has no relaxed SIMD here; use the variant plain')
  }
  if (variant !== undefined && screen !== undefined) {
    return { variant, screen, because: 'asked for' }
  }
  const fitting = (await candidates()).filter(
    (found) =>
      (variant === undefined || found.variant === variant) &&
      (screen === undefined || found.screen === (screen !== false)),
  )
  const fastest = fitting.reduce((best, found) => (found.gflops > best.gflops ? found : best))
  const stable = fitting[0]!
  const chosen = fastest.gflops > ADVANTAGE * stable.gflops ? fastest : stable
  const because =
    chosen === fastest
      ? `measured fastest${variant !== undefined || screen !== undefined ? ' of what was asked for' : ''}`
      : 'the same bytes on every machine, and within a quarter of the fastest'
  return { variant: chosen.variant, screen: screen ?? chosen.screen, because }
}

function variantFromEnvironment(): Variant | undefined {
  const named = globalThis.process?.env?.['CMGSAE_VARIANT']
  if (!named) return undefined
  if (named === 'plain' || named === 'relaxed') return named
  throw new TensorError(`CMGSAE_VARIANT is "${named}"; it must be plain or relaxed`)
}

function screenFromEnvironment(): Choice['screen'] | undefined {
  const named = globalThis.process?.env?.['CMGSAE_SCREEN']
  if (!named) return undefined
  if (named === 'int16') return named
  if (named === 'on' || named === 'off') return named === 'on'
  throw new TensorError(`CMGSAE_SCREEN is "${named}"; it must be on, int16 or off`)
}

/** Everything about this machine that the choice rests on. Takes some tens of milliseconds. */
export async function inspectWasm(): Promise<WasmReport> {
  return {
    simd: hasSimd(),
    relaxedSimd: hasRelaxedSimd(),
    byteDots: hasByteDots(),
    sharedMemory: hasSharedMemory(),
    cores: cores(),
    threads: threadsFor(undefined),
    ...(await choose({})),
    candidates: await candidates(),
    gigabytesPerSecond: await readRate(),
  }
}

/** One exact sample against a dictionary of 64 MiB. */
async function readRate(): Promise<number> {
  const [width, latents] = [1024, 16384]
  const backend = (await loadWasm({ variant: 'plain', screen: false, threads: 1 }))()
  const [x, w] = [backend.matrix(1, width), backend.matrix(latents, width)]
  await backend.fill(w, 1e-3)
  await backend.fill(x, -1)
  const op = {
    x,
    w,
    rows: 1,
    spans: [{ x: 0, w: 0, width }],
    bias: backend.matrix(1, latents),
    activation: { kind: 'topK', k: 1 },
    out: backend.codes(1, latents, 1),
  } as const
  let best = Infinity
  for (let run = 0; run < 5; run++) {
    const start = performance.now()
    await backend.encode(op)
    best = Math.min(best, performance.now() - start)
  }
  backend.dispose()
  return (4 * width * latents) / best / 1e6
}
