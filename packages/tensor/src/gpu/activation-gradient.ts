import type { ActivationGradientOp } from '../backend.ts'
import type { Device } from './device.ts'
import type { KernelText } from './kernel-text.ts'
import { arrayOf, codesOf } from './resident.ts'
import type { Support } from './support.ts'

/** From ∂h to ∂(W u), ∂b and ∂g: latents gather from their columns. */
export function createActivationGradient(
  device: Device,
  columns: (support: Support) => Promise<void>,
) {
  return async (op: ActivationGradientOp): Promise<void> => {
    const { codes, gradient, bias, biasGradient, gain, sparsity } = op
    const { support, values } = codesOf(codes)
    const { values: slopes } = codesOf(gradient)
    await columns(support)
    const { pointers, entries, latents, rowOf, maxRows } = support
    const listed = [pointers, entries, slopes]
    const ofBias = arrayOf(biasGradient)
    await device.compute(ofBias, addSlopes(maxRows + 1), [ofBias, ...listed, sparsity])
    if (!gain) return device.compute(slopes, shiftSlopes, [slopes, rowOf, sparsity])
    const [gains, ofGain] = [arrayOf(gain.value), arrayOf(gain.gradient)]
    const given = [ofGain, ...listed, values, arrayOf(bias), gains, sparsity]
    await device.compute(ofGain, addGainSlopes(maxRows + 1), given)
    await device.compute(slopes, scaleSlopes, [slopes, latents, gains, sparsity])
  }
}

/** old + Σ ∂a over the latent's column. */
const addSlopes = (maxIterations: number): KernelText => ({
  name: 'addSlopes',
  parameters: ['old', 'pointers', 'entries', 'slopes', 'sparsity'],
  maxIterations,
  body: ({ here, col }) => `
    let sum = 0;
    const last = pointers[${col} + 1];
    for (let t = pointers[${col}]; t < last; t += 1) { sum += slopes[entries[t]] + sparsity; }
    return ${here('old')} + sum;`,
})

/** old + Σ ∂a (a − b)/g over the latent's column. */
const addGainSlopes = (maxIterations: number): KernelText => ({
  name: 'addGainSlopes',
  parameters: ['old', 'pointers', 'entries', 'slopes', 'values', 'bias', 'gain', 'sparsity'],
  maxIterations,
  body: ({ here, col }) => `
    let sum = 0;
    const shift = ${here('bias')};
    const last = pointers[${col} + 1];
    for (let t = pointers[${col}]; t < last; t += 1) {
      const e = entries[t];
      sum += (slopes[e] + sparsity) * (values[e] - shift);
    }
    let result = ${here('old')};
    if (sum !== 0) { result += sum / ${here('gain')}; }
    return result;`,
})

const shiftSlopes: KernelText = {
  name: 'shiftSlopes',
  parameters: ['slopes', 'rowOf', 'sparsity'],
  body: () => `
    let slope = 0;
    if (rowOf[this.thread.x] >= 0) { slope = slopes[this.thread.x] + sparsity; }
    return slope;`,
}

const scaleSlopes: KernelText = {
  name: 'scaleSlopes',
  parameters: ['slopes', 'latents', 'gain', 'sparsity'],
  body: ({ at }) => `
    let slope = 0;
    const latent = latents[this.thread.x];
    if (latent >= 0) {
      slope = (slopes[this.thread.x] + sparsity) * ${at('gain', '0', 'latent')};
    }
    return slope;`,
}
