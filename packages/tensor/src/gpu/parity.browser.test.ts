import { parity } from '../parity/parity.ts'
import { createGpuBackend, type GpuMode } from './index.ts'

// Without a browser this file is only collected, in Node, to name its tests.
const inBrowser = typeof document !== 'undefined'

// WGSL and GLSL leave it to the device, and these devices do.
const subnormals = 'the device takes numbers below 2⁻¹²⁶ for zero'

const modes: readonly GpuMode[] = ['webgl2', 'webgpu']
for (const mode of modes) {
  const missing = inBrowser ? await reasonAgainst(mode) : undefined
  parity(`gpu (${mode})`, () => createGpuBackend({ mode }), missing, { subnormals })
}

async function reasonAgainst(mode: GpuMode): Promise<string | undefined> {
  try {
    const backend = await createGpuBackend({ mode })
    backend.dispose()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
