import type { Drawing } from '../../vocabulary/concept.ts'
import { brass, cream, darkSteel, ink, wood } from '../palette.ts'
import { bold, box, circle, ellipse, flat, line, shape, times, turned } from '../shapes.ts'

export const bell: Drawing = (_, dice) => {
  const swing = dice.whole(-12, 12)
  return (
    box([-44, -48], [88, 9], wood, 2) +
    turned(
      swing,
      [0, -42],
      line('M0 -40V-32', 5) +
        circle(0, 34, 7, '#a97b1c') +
        shape(
          'M-8 -32Q0 -38 8 -32Q24 -28 25 0Q26 18 38 28Q38 33 34 33H-34Q-38 33 -38 28Q-26 18 -25 0Q-24 -28 -8 -32Z',
          brass,
        ) +
        flat(
          shape('M-14 -22Q-20 -12 -19 4Q-20 16 -26 24H-18Q-12 8 -12 -2Q-12 -14 -7 -26Z', '#f6dc8c'),
        ) +
        line('M-30 21H30', 2.4, '#a97b1c') +
        line('M-22 -10H22', 2, '#a97b1c'),
    )
  )
}

export const siren: Drawing = ({ main, light, dark }, dice) => {
  const spread = dice.whole(0, 1)
  return (
    line(
      `M-34 -20L-48 -28M-22 -38L-30 -${48 + spread}M0 -44V-50M22 -38L30 -${48 + spread}M34 -20L48 -28`,
      4,
      '#f7cf3d',
    ) +
    shape('M-26 18V-6Q-26 -34 0 -34Q26 -34 26 -6V18Z', main) +
    flat(shape('M-19 10V-6Q-19 -24 -6 -27Q-12 -14 -11 10Z', light)) +
    shape('M-4 -14Q0 -20 4 -14L6 18H-6Z', '#fff2b8') +
    line('M6 -8Q16 -2 24 -8', 2, dark) +
    box([-34, 16], [68, 12], darkSteel, 3) +
    box([-42, 27], [84, 14], ink, 4)
  )
}

export const whistle: Drawing = ({ main, dark, light }) =>
  bold(4, circle(-36, -14, 8, 'none')) +
  shape('M-32 8Q-32 -16 -8 -16H48V2H22Q20 32 -8 32Q-32 32 -32 8Z', main) +
  circle(-7, 8, 13, dark) +
  circle(-4, 11, 6, wood) +
  shape('M10 -16H24L18 -4H10Z', ink) +
  flat(box([28, -13], [17, 3.5], light, 1)) +
  line('M-42 -20Q-54 4 -40 30Q-30 44 -14 42', 3, '#4b4a58') +
  line('M36 -26q4 -6 8 0M22 -30q4 -6 8 0', 2.6)

export const metronome: Drawing = ({ main, dark }, dice) => {
  const lean = dice.chance(0.5) ? dice.whole(14, 24) : -dice.whole(14, 24)
  return (
    shape('M-12 -46H12L32 40H-32Z', main) +
    shape('M-8 -34H8L20 20H-20Z', cream) +
    times(6, (i) => line(`M${-4 - i * 0.6} ${-28 + i * 8}h${8 + i * 1.2}`, 1.4, darkSteel)) +
    box([-24, 22], [48, 13], dark, 2) +
    turned(lean, [0, 22], line('M0 22V-48', 3.4), box([-6, -28], [12, 11], brass, 2)) +
    circle(0, 23, 4.5, brass) +
    box([-36, 38], [72, 8], dark, 2) +
    circle(29, 29, 3, brass)
  )
}

export const telephone: Drawing = ({ main, dark, light }) =>
  shape(
    'M-28 -8Q-22 -20 -14 -20V-28H-6V-20H6V-28H14V-20Q22 -20 28 -8L42 32Q43 40 34 40H-34Q-43 40 -42 32Z',
    main,
  ) +
  shape(
    'M-48 -24Q-50 -44 -28 -44H28Q50 -44 48 -24Q48 -14 40 -14H32Q25 -14 25 -22Q25 -30 18 -30H-18Q-25 -30 -25 -22Q-25 -14 -32 -14H-40Q-48 -14 -48 -24Z',
    dark,
  ) +
  circle(0, 11, 19, cream) +
  times(8, (i) => {
    const a = -2.4 + i * 0.62
    return circle(13 * Math.cos(a), 11 + 13 * Math.sin(a), 3, ink)
  }) +
  circle(0, 11, 6, light) +
  line('M-30 -36H30', 2, light) +
  flat(ellipse(0, 11, 2, 2, ink))
