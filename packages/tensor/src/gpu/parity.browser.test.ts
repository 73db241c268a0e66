import { parity } from '../parity/parity.ts'
import { createGpuBackend, inspectGpu } from './index.ts'

for (const { mode, error } of await inspectGpu()) {
  // Without a browser this file is only collected, in Node, to name its tests.
  const missing = typeof document === 'undefined' ? undefined : error
  parity(`gpu (${mode})`, () => createGpuBackend({ mode }), missing, {
    // A program takes a tenth of a second to compile in software; Node goes through every shape.
    slow: true,
    // WGSL and GLSL leave it to the device, and these devices do.
    subnormals: 'the device takes numbers below 2⁻¹²⁶ for zero',
  })
}
