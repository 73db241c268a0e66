import { arch, cpus, platform } from 'node:os'
import { inspectWasm, type WasmReport } from '@cmgsae/tensor'
import type { GpuReport } from '@cmgsae/tensor/gpu'
import { version } from '../version.ts'
import { VARIABLES } from './environment.ts'
import { measureEncode, type Rate } from './measure-encode.ts'

/** What was found on this machine, what was chosen, and how fast it is. */
export interface Diagnosis {
  readonly version: string
  readonly node: string
  readonly platform: string
  readonly processor: string
  readonly wasm: Omit<WasmReport, 'candidates'> & { readonly rates: readonly Rate[] }
  readonly gpu: readonly GpuReport[]
  readonly environment: Readonly<Record<string, string | null>>
}

/**
 * Looks and measures, for a second or two.
 * @throws TensorError for an environment variable with a value that cannot be
 */
export async function diagnose(
  onProgress: (done: number, total: number) => void,
): Promise<Diagnosis> {
  const { candidates, ...wasm } = await inspectWasm()
  const { variant, screen } = wasm
  const looked = candidates.map(({ gflops, ...choice }) => ({ ...choice, quick: gflops }))
  // Only by name is int16 chosen where int8 is faster.
  const asked = screen === 'int16' ? [{ variant, screen, quick: null }] : []
  const rates = await measureEncode([...looked, ...asked], wasm.threads, onProgress)
  const { inspectGpu } = await import('@cmgsae/tensor/gpu')
  return {
    version: version(),
    node: process.versions.node,
    platform: `${platform()} ${arch()}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    wasm: { ...wasm, rates },
    gpu: await inspectGpu(),
    environment: Object.fromEntries(VARIABLES.map(({ name }) => [name, process.env[name] || null])),
  }
}
