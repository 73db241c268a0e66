import type { Dice } from '../dice.ts'
import { n, shape, times } from './shapes.ts'

/** Shapes that stand for nothing, scattered behind the things. */
export function drawClutter(dice: Dice): string {
  const marks = times(dice.whole(0, 7), () => {
    const [x, y, size] = [dice.between(3, 97), dice.between(3, 97), dice.between(1.5, 5)]
    const fill = `hsl(${dice.whole(0, 359)},${dice.whole(20, 75)}%,${dice.whole(40, 80)}%)`
    return `<g transform="translate(${n(x)} ${n(y)}) rotate(${dice.whole(0, 89)}) scale(${n(size)})">${shape(dice.pick(outlines), fill)}</g>`
  })
  return `<g opacity="${n(dice.between(0.5, 0.9))}">${marks}</g>`
}

/** Dot, square, triangle, bar, cross, half-moon, leaf. */
const outlines = [
  'M-1 0a1 1 0 1 0 2 0a1 1 0 1 0 -2 0Z',
  'M-.9 -.9h1.8v1.8h-1.8Z',
  'M0 -1L1 .8H-1Z',
  'M-1.4 -.3h2.8v.6h-2.8Z',
  'M-.3 -1h.6v.7h.7v.6h-.7v.7h-.6v-.7h-.7v-.6h.7Z',
  'M-1 0a1 1 0 0 1 2 0Z',
  'M-1.2 0Q0 -1 1.2 0Q0 1 -1.2 0Z',
]
