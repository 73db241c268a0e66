import {
  createReference,
  createWasm,
  defaultBackend,
  shardsFor,
  type Backend,
  type MemoryNeed,
} from '@cmgsae/tensor'
import type { TextOption } from '../args/command.ts'
import type { BackendName, RunInfo } from './run-info.ts'

export const backendOption = {
  type: 'text',
  hint: 'NAME',
  choices: ['wasm', 'gpu', 'reference'],
  about:
    'wasm (WebAssembly on every core, the default), gpu (needs gpu.js installed) or reference (plain TypeScript)',
} as const satisfies TextOption

/**
 * `need`: what it will hold, which may take several memories. `variant`: the WebAssembly to compute on;
 * absent: the one measured fastest.
 * @throws TensorError saying what to install when gpu.js is missing
 */
export async function openBackend(
  name: BackendName,
  need: MemoryNeed,
  variant?: RunInfo['variant'],
): Promise<Backend> {
  if (name === 'wasm') {
    return variant ? createWasm({ variant, shards: shardsFor(need) }) : defaultBackend(need)
  }
  if (name === 'reference') return createReference()
  const { createGpuBackend } = await import('@cmgsae/tensor/gpu')
  return createGpuBackend()
}

/** What a run notes of the backend that trains it. */
export function noteVariant(backend: Backend): Pick<RunInfo, 'variant'> {
  return 'variant' in backend ? { variant: backend.variant as NonNullable<RunInfo['variant']> } : {}
}
