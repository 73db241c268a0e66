import { createReference, type Backend } from '@cmgsae/tensor'
import type { TextOption } from '../args/command.ts'
import type { BackendName } from './run-info.ts'

export const backendOption = {
  type: 'text',
  hint: 'NAME',
  choices: ['reference', 'gpu'],
  about: 'reference (plain TypeScript, the default) or gpu (needs gpu.js installed)',
} as const satisfies TextOption

/** @throws TensorError saying what to install when gpu.js is missing */
export async function openBackend(name: BackendName): Promise<Backend> {
  if (name === 'reference') return createReference()
  const { createGpuBackend } = await import('@cmgsae/tensor/gpu')
  return createGpuBackend()
}
