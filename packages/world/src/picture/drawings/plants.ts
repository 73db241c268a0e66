import type { Drawing } from '../../vocabulary/concept.ts'
import { cream, darkLeaf, leaf, palette } from '../palette.ts'
import { circle, ellipse, flat, line, shape, times, turned, tube } from '../shapes.ts'

export const flower: Drawing = ({ main, dark }, dice) => {
  const petals = dice.whole(6, 8)
  return (
    tube('M0 0Q-4 26 0 48', 3.5, leaf) +
    shape('M-1 36Q-26 34 -32 14Q-8 14 -1 36Z', leaf) +
    shape('M-1 40Q22 40 32 20Q8 18 -1 40Z', leaf) +
    times(petals, (i) => turned((360 / petals) * i, [0, -16], ellipse(0, -34, 9.5, 14, main))) +
    circle(0, -16, 10.5, '#f8c93c') +
    flat(circle(-3, -18, 1.4, dark), circle(3, -19, 1.4, dark), circle(0, -13, 1.4, dark))
  )
}

export const cactus: Drawing = (_, dice) => {
  const { main, dark } = palette[dice.pick(['orange', 'brown', 'blue', 'red'] as const)]
  const bloom = dice.chance(0.6) ? circle(0, -45, 5, '#ee6f9c') : ''
  return (
    shape('M-14 14Q-40 16 -40 -6V-18Q-40 -26 -33 -26Q-26 -26 -26 -18V-6Q-26 0 -14 0Z', leaf) +
    shape('M14 6Q40 8 40 -12V-22Q40 -30 33 -30Q26 -30 26 -22V-12Q26 -8 14 -8Z', leaf) +
    shape('M-15 28V-28Q-15 -44 0 -44Q15 -44 15 -28V28Z', leaf) +
    line('M-6 -32V24M6 -32V24M-33 -18V-4M33 -22V-10', 1.8, darkLeaf) +
    bloom +
    shape('M-26 24H26V32H22L18 48H-18L-22 32H-26Z', main) +
    line('M-22 32H22', 2, dark)
  )
}

export const mushroom: Drawing = ({ main, dark }) =>
  shape('M-14 0Q-10 20 -18 40Q0 48 18 40Q10 20 14 0Z', cream) +
  shape('M-46 4Q-44 -44 0 -44Q44 -44 46 4Q44 12 0 12Q-44 12 -46 4Z', main) +
  flat(
    shape('M-43 5Q0 14 43 5Q40 11 0 11Q-40 11 -43 5Z', dark),
    ellipse(-16, -22, 9, 8, '#fffaf0'),
    ellipse(14, -28, 7, 6, '#fffaf0'),
    ellipse(24, -8, 8, 7, '#fffaf0'),
    ellipse(-32, -4, 6, 5, '#fffaf0'),
    ellipse(0, -4, 5, 4, '#fffaf0'),
  ) +
  line('M-26 44q3 -10 5 0M22 45q3 -10 5 0', 2, darkLeaf)
