import type { Region } from '../backend.ts'
import type { KernelText, Layout } from './kernel-text.ts'
import type { Inside } from './sums.ts'

/** Kernels that change entries `inside` and keep the others. */
const changed = (name: string, { here }: Layout, condition: string, value: string) => `
  let result = ${here(name)};
  if (${condition}) { result = ${value}; }
  return result;`

/** g − (g·w / w·w) w. */
export const project = (inside: Inside): KernelText => ({
  name: 'project',
  parameters: ['gradient', 'w', 'inner', 'squared'],
  body(layout) {
    const { row, col, here } = layout
    const value = `result - inner[${row}] / squared[${row}] * ${here('w')}`
    return changed('gradient', layout, `squared[${row}] > 0 && (${inside(row, col)})`, value)
  },
})

/** Rows scaled to the radius of their region; a zero row stays zero. */
export const rescale = (
  regions: readonly Region[],
  insideOf: (regions: readonly Region[]) => Inside,
): KernelText => ({
  name: 'rescale',
  parameters: ['w', 'squared'],
  body: ({ row, col, here }) => `
    let result = ${here('w')};
    const squares = squared[${row}];
    if (squares > 0) {
      ${regions
        .map(
          (region) =>
            `if (${insideOf([region])(row, col)}) { result = result * ${region.radius} / Math.sqrt(squares); }`,
        )
        .join('\n')}
    }
    return result;`,
})

export const adamFirst = (inside: Inside): KernelText => ({
  name: 'adamFirst',
  parameters: ['first', 'gradient', 'beta', 'fresh'],
  body: (layout) =>
    changed(
      'first',
      layout,
      inside(layout.row, layout.col),
      `beta * result + fresh * ${layout.here('gradient')}`,
    ),
})

export const adamSecond = (inside: Inside): KernelText => ({
  name: 'adamSecond',
  parameters: ['second', 'gradient', 'beta', 'fresh', 'scale'],
  body: (layout) => `
    const g = ${layout.here('gradient')} * scale;
    ${changed('second', layout, inside(layout.row, layout.col), 'beta * result + fresh * g * g')}`,
})

export const adamStep = (inside: Inside): KernelText => ({
  name: 'adamStep',
  parameters: ['parameter', 'first', 'second', 'rate', 'correction', 'epsilon'],
  body: (layout) =>
    changed(
      'parameter',
      layout,
      inside(layout.row, layout.col),
      `result - rate * ${layout.here('first')} / (Math.sqrt(${layout.here('second')} * correction) + epsilon)`,
    ),
})
