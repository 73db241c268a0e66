import type { KernelText } from './kernel-text.ts'

/** Kernels that map matrices entry by entry, and their row sums. */

export const overwrite: KernelText = {
  name: 'overwrite',
  parameters: ['old', 'source', 'fullRows', 'rest'],
  body: ({ row, col, here }) => `
    let result = ${here('old')};
    if (${row} < fullRows) { result = ${here('source')}; }
    else if (${row} < fullRows + 1 && ${col} < rest) { result = ${here('source')}; }
    return result;`,
}

export const fillArea: KernelText = {
  name: 'fillArea',
  parameters: ['old', 'value', 'top', 'bottom', 'left', 'right'],
  body: ({ row, col, here }) => `
    let result = ${here('old')};
    if (${row} >= top && ${row} < bottom && ${col} >= left && ${col} < right) { result = value; }
    return result;`,
}

export const weightedResidual: KernelText = {
  name: 'weightedResidual',
  parameters: ['prediction', 'target', 'weights', 'old', 'rows'],
  body: ({ row, here }) => `
    let result = ${here('old')};
    if (${row} < rows) {
      result = ${here('weights')} * (${here('prediction')} - ${here('target')});
    }
    return result;`,
}

/** Loss of each row. */
export const rowLoss = (cols: number): KernelText => ({
  name: 'rowLoss',
  parameters: ['prediction', 'target', 'weights', 'rows'],
  body: ({ at }) => `
    let sum = 0;
    if (this.thread.x < rows) {
      for (let j = 0; j < ${cols}; j++) {
        const difference = ${at('prediction', 'this.thread.x', 'j')} - ${at('target', 'this.thread.x', 'j')};
        sum += ${at('weights', 'this.thread.x', 'j')} * difference * difference;
      }
    }
    return sum;`,
})

/** Σ_j a_ij b_ij of each row. */
export const rowDots = (cols: number): KernelText => ({
  name: 'rowDots',
  parameters: ['a', 'b'],
  body: ({ at }) => `
    let sum = 0;
    for (let j = 0; j < ${cols}; j++) {
      sum += ${at('a', 'this.thread.x', 'j')} * ${at('b', 'this.thread.x', 'j')};
    }
    return sum;`,
})

export const addColumnSums = (height: number): KernelText => ({
  name: 'addColumnSums',
  parameters: ['old', 'x', 'rows'],
  body: ({ here, at, col }) => `
    let sum = ${here('old')};
    for (let n = 0; n < ${height}; n++) {
      if (n < rows) { sum += ${at('x', 'n', col)}; }
    }
    return sum;`,
})

/** g − (g·w / w·w) w. */
export const project: KernelText = {
  name: 'project',
  parameters: ['gradient', 'w', 'inner', 'squared'],
  body: ({ row, here }) => `
    let result = ${here('gradient')};
    if (squared[${row}] > 0) {
      result = result - inner[${row}] / squared[${row}] * ${here('w')};
    }
    return result;`,
}

export const rescale: KernelText = {
  name: 'rescale',
  parameters: ['w', 'squared', 'radius', 'from', 'to'],
  body: ({ row, here }) => `
    let result = ${here('w')};
    if (${row} >= from && ${row} < to && squared[${row}] > 0) {
      result = result * radius / Math.sqrt(squared[${row}]);
    }
    return result;`,
}

export const adamFirst: KernelText = {
  name: 'adamFirst',
  parameters: ['first', 'gradient', 'beta', 'fresh'],
  body: ({ here }) => `return beta * ${here('first')} + fresh * ${here('gradient')};`,
}

export const adamSecond: KernelText = {
  name: 'adamSecond',
  parameters: ['second', 'gradient', 'beta', 'fresh'],
  body: ({ here }) => `
    const g = ${here('gradient')};
    return beta * ${here('second')} + fresh * g * g;`,
}

export const adamStep: KernelText = {
  name: 'adamStep',
  parameters: ['parameter', 'first', 'second', 'rate', 'correction', 'epsilon'],
  body: ({ here }) => `
    return ${here('parameter')} -
      rate * ${here('first')} / (Math.sqrt(${here('second')} * correction) + epsilon);`,
}
