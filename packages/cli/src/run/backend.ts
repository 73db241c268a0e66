import { createReference, defaultBackend, type Backend } from '@cmgsae/tensor'
import type { TextOption } from '../args/command.ts'
import type { BackendName } from './run-info.ts'

export const backendOption = {
  type: 'text',
  hint: 'NAME',
  choices: ['wasm', 'gpu', 'reference'],
  about:
    'wasm (WebAssembly on every core, the default), gpu (needs gpu.js installed) or reference (plain TypeScript)',
} as const satisfies TextOption

/** @throws TensorError saying what to install when gpu.js is missing */
export async function openBackend(name: BackendName): Promise<Backend> {
  if (name === 'wasm') return defaultBackend()
  if (name === 'reference') return createReference()
  const { createGpuBackend } = await import('@cmgsae/tensor/gpu')
  return createGpuBackend()
}
