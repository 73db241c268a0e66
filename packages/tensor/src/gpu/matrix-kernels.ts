import { addDot } from './dot.ts'
import type { KernelText } from './kernel-text.ts'

/** Kernels on whole matrices. */

export const copyMatrix: KernelText = {
  name: 'copyMatrix',
  parameters: ['source'],
  body: ({ here }) => `return ${here('source')};`,
}

export const overwrite: KernelText = {
  name: 'overwrite',
  parameters: ['old', 'source', 'fullRows', 'rest'],
  body: ({ row, col, here }) => `
    let result = ${here('old')};
    if (${row} < fullRows) { result = ${here('source')}; }
    else if (${row} < fullRows + 1 && ${col} < rest) { result = ${here('source')}; }
    return result;`,
}

export const fillMatrix: KernelText = {
  name: 'fillMatrix',
  parameters: ['value'],
  body: () => 'return value;',
}

/** A Bᵀ. */
export const product = (cols: number): KernelText => ({
  name: 'product',
  parameters: ['a', 'b'],
  body: ({ row, col, at }) => `
    let sum = 0;
    ${addDot(
      0,
      cols,
      { at: (j) => at('a', row, j), from: 0 },
      { at: (j) => at('b', col, j), from: 0 },
    )}
    return sum;`,
})
