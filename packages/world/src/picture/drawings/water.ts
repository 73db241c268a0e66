import type { Drawing } from '../../vocabulary/concept.ts'
import { darkSteel, deepWater, foam, leaf, palette, steel, stone, water } from '../palette.ts'
import { box, circle, ellipse, flat, line, n, shape, times } from '../shapes.ts'

const drop = (x: number, y: number, size: number, fill = water) =>
  shape(
    `M${n(x)} ${n(y - 1.6 * size)}Q${n(x + size)} ${n(y - 0.2 * size)} ${n(x + size)} ${n(y + 0.4 * size)}A${n(size)} ${n(size)} 0 0 1 ${n(x - size)} ${n(y + 0.4 * size)}Q${n(x - size)} ${n(y - 0.2 * size)} ${n(x)} ${n(y - 1.6 * size)}Z`,
    fill,
  )

/** A breaking wave, and more behind it. */
export const sea: Drawing = (_, dice) => {
  const y = dice.whole(-2, 2)
  return (
    shape(`M-50 ${-8 + y}Q-40 -16 -30 -8T-10 -8T10 -8T30 -8T50 ${-8 + y}V42H-50Z`, '#7fc3ea') +
    shape(
      'M-50 42V30Q-44 -30 2 -36Q34 -38 38 -12Q40 4 24 6Q14 6 14 -3Q15 -9 21 -9Q12 -18 4 -8Q-6 8 12 22Q30 32 50 24V42Z',
      water,
    ) +
    shape(
      'M-34 0Q-22 -34 4 -36Q34 -38 38 -12Q40 4 24 6Q14 6 14 -3Q15 -9 21 -9Q24 -20 8 -22Q-14 -24 -34 0Z',
      foam,
    ) +
    shape('M-50 42V28Q-38 20 -26 28T-2 28T22 30T50 30V42Z', deepWater) +
    line('M-30 14Q-24 -6 -8 -14M-16 22Q-14 6 -6 -2', 2.2, foam)
  )
}

/** A brook that winds down between hills. */
export const stream: Drawing = () =>
  shape('M-50 -14Q-30 -40 -6 -16Q12 -44 50 -14V42H-50Z', leaf) +
  shape('M-6 -14Q12 -8 0 0Q-26 8 -6 16Q20 24 -34 42H34Q44 26 18 16Q0 8 16 0Q26 -8 2 -14Z', water) +
  line('M6 -6Q14 -4 8 0M-4 10Q4 14 12 18M-6 36Q12 32 16 26', 2.4, foam) +
  ellipse(-28, 18, 8, 5, stone) +
  ellipse(30, 8, 7, 4.5, stone) +
  ellipse(-12, 8, 4, 3, stone) +
  line('M-40 0q2 -8 4 0M34 26q2 -8 4 0M-40 32q2 -8 4 0', 2, '#2f6f3a')

export const waterfall: Drawing = (_, dice) => {
  const step = dice.whole(-4, 4)
  return (
    shape(`M-50 -40H-18L-20 ${step}L-16 42H-50Z`, stone) +
    shape(`M50 -40H18L20 ${-step}L16 42H50Z`, stone) +
    line(
      'M-44 -22L-32 -18M-40 4L-28 8M-44 24L-34 22M44 -24L32 -20M40 2L28 6M42 26L34 22',
      2,
      '#77736b',
    ) +
    shape('M-50 -44Q-30 -52 -18 -40L-50 -36ZM50 -44Q30 -52 18 -40L50 -36Z', leaf) +
    shape('M-20 -42Q0 -48 20 -42L18 34H-18Z', water) +
    line('M-11 -38V26M-4 -42V18M4 -38V28M12 -42V20', 2.6, foam) +
    shape('M-50 44V36Q-40 28 -30 34Q0 24 30 34Q40 28 50 36V44Z', deepWater) +
    circle(-17, 32, 7, foam) +
    circle(-6, 34, 9, foam) +
    circle(8, 34, 9, foam) +
    circle(18, 32, 7, foam)
  )
}

export const fountain: Drawing = (_, dice) => {
  const wide = dice.whole(18, 26)
  const jet = (side: number, high: number, reach: number) =>
    line(`M0 -10Q${n(side * reach * 0.4)} ${-high} ${n(side * reach)} 14`, 4, water)
  return (
    times(2, (i) => jet(i ? 1 : -1, 62, wide) + jet(i ? 1 : -1, 48, wide + 12)) +
    line('M0 -8V-40', 5, water) +
    times(2, (i) => drop(i ? 9 : -9, -42, 2.6) + drop(i ? wide + 6 : -wide - 6, -22, 2.4)) +
    drop(0, -46, 3) +
    box([-5, -10], [10, 24], stone, 1) +
    shape('M-46 14H46Q44 28 24 30H-24Q-44 28 -46 14Z', stone) +
    ellipse(0, 14, 46, 7, '#c4c0b8') +
    ellipse(0, 14, 38, 4.5, water) +
    shape('M-10 30H10L14 42H-14Z', stone) +
    box([-24, 41], [48, 6], stone, 2)
  )
}

export const tap: Drawing = (_, dice) => {
  const { main } = palette[dice.pick(['red', 'blue', 'green'] as const)]
  return (
    box([-50, -22], [10, 30], darkSteel, 2) +
    shape('M-42 -16H10Q32 -16 32 8V14H14V8Q14 2 8 2H-42Z', steel) +
    flat(shape('M-38 -13H10Q24 -12 27 0Q20 -8 8 -8H-38Z', '#e1e6ee')) +
    box([-14, -28], [12, 13], steel, 1) +
    line('M-8 -30V-36', 5) +
    box([-28, -44], [40, 9], main, 4) +
    box([11, 12], [24, 7], darkSteel, 2) +
    drop(23, 30 + dice.whole(-2, 3), 5) +
    drop(23, 44, 3)
  )
}
