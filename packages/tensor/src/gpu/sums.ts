import type { Device, DeviceArray } from './device.ts'
import type { KernelText, Layout } from './kernel-text.ts'
import type { Scratch } from './scratch.ts'

/** Columns or entries that one thread adds up. */
const CHUNK = 64
/** So many partial sums are added on the host, in float64. */
const FEW = 1024

/** Sums on the device: in chunks, so that many threads share a row and float32 rounds little. */
export interface Sums {
  /** Σ_j a_ij b_ij of each row, at the entries where `inside` holds. */
  rowDots(name: string, a: DeviceArray, b: DeviceArray, inside?: Inside): Promise<DeviceArray>
  /** Σ of a vector, on the host. */
  total(vector: DeviceArray): Promise<number>
}

/** A condition on an entry. */
export type Inside = (row: string, col: string) => string

export function createSums(device: Device, scratch: Scratch): Sums {
  return {
    async rowDots(name, a, b, inside = () => 'true') {
      const [rows, cols] = a.shape as readonly [number, number]
      const partial = scratch.array('partial dots', [rows, Math.ceil(cols / CHUNK)])
      await device.compute(partial, chunkDots(cols, inside), [a, b])
      const out = scratch.array(name, [rows])
      await device.compute(out, rowSums(partial.shape[1]!), [partial])
      return out
    },
    async total(vector) {
      let folded = vector
      for (let fold = 0; folded.shape[0] > FEW; fold++) {
        const [length] = folded.shape
        const next = scratch.array(`fold ${fold}`, [Math.ceil(length / CHUNK)])
        await device.compute(next, foldSums(length), [folded])
        folded = next
      }
      let sum = 0
      for (const value of await device.download(folded)) sum += value
      return sum
    },
  }
}

const chunkDots = (cols: number, inside: Inside): KernelText => ({
  name: 'chunkDots',
  parameters: ['a', 'b'],
  body: ({ row, col, at }: Layout) => `
    let sum = 0;
    for (let t = 0; t < ${CHUNK}; t++) {
      const j = ${col} * ${CHUNK} + t;
      if (j < ${cols}) {
        if (${inside(row, 'j')}) { sum += ${at('a', row, 'j')} * ${at('b', row, 'j')}; }
      }
    }
    return sum;`,
})

const rowSums = (chunks: number): KernelText => ({
  name: 'rowSums',
  parameters: ['partial'],
  body: ({ at }) => `
    let sum = 0;
    for (let c = 0; c < ${chunks}; c++) { sum += ${at('partial', 'this.thread.x', 'c')}; }
    return sum;`,
})

const foldSums = (length: number): KernelText => ({
  name: 'foldSums',
  parameters: ['values'],
  body: () => `
    let sum = 0;
    for (let t = 0; t < ${CHUNK}; t++) {
      const i = this.thread.x * ${CHUNK} + t;
      if (i < ${length}) { sum += values[i]; }
    }
    return sum;`,
})
