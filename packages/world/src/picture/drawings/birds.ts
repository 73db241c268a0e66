import type { Drawing } from '../../vocabulary/concept.ts'
import { darkWood, foam, ink, leaf, water, wood } from '../palette.ts'
import { circle, ellipse, flat, line, shape, times, tube } from '../shapes.ts'

const eye = (x: number, y: number) => circle(x, y, 3.2, '#fff') + flat(circle(x + 0.6, y, 1.9, ink))

export const rooster: Drawing = ({ main, dark, light }, dice) => {
  const plumes = ['#2f7a5b', '#245d78', '#7a3d63']
  return (
    times(3, (i) =>
      shape(
        `M-16 ${6 - i * 3}Q${-48 + i * 5} ${-6 - i * 8} ${-42 + i * 9} ${-30 - i * 7}Q${-22 + i * 4} ${-26 - i * 3} -8 -6Z`,
        dice.pick(plumes),
      ),
    ) +
    line('M-4 28V42M8 28V42', 3.5, '#d9881f') +
    line('M-11 43H-1M3 43H14', 3, '#d9881f') +
    shape('M-26 2Q-14 -4 2 -10L12 -34H30L32 -8Q32 30 2 31Q-24 29 -26 2Z', main) +
    shape('M-16 6Q4 -4 12 10Q2 22 -16 6Z', dark) +
    shape('M11 -28Q20 -20 31 -26L33 -6Q20 2 8 -8Z', light) +
    shape('M9 -33Q6 -48 15 -43Q17 -52 23 -45Q30 -50 31 -40L32 -30H10Z', '#d8392f') +
    circle(22, -29, 11, main) +
    shape('M32 -31L46 -26L32 -22Z', '#f2b632') +
    shape('M28 -20Q36 -18 33 -8Q26 -6 26 -18Z', '#d8392f') +
    eye(25, -31)
  )
}

export const owl: Drawing = ({ main, dark, light }) =>
  shape(
    'M-30 -42Q-16 -34 0 -36Q16 -34 30 -42Q36 -24 34 4Q32 38 0 40Q-32 38 -34 4Q-36 -24 -30 -42Z',
    main,
  ) +
  flat(ellipse(0, 18, 20, 19, light)) +
  line(
    'M-9 12q4 5 8 0M2 12q4 5 8 0M-14 20q4 5 8 0M-4 21q4 5 8 0M6 20q4 5 8 0M-8 29q4 5 8 0M2 29q4 5 8 0',
    2,
    dark,
  ) +
  shape('M-33 -2Q-44 24 -24 34Q-22 12 -33 -2Z', dark) +
  shape('M33 -2Q44 24 24 34Q22 12 33 -2Z', dark) +
  circle(-14, -14, 14, '#fbf4df') +
  circle(14, -14, 14, '#fbf4df') +
  circle(-14, -14, 8, '#f4b52e') +
  circle(14, -14, 8, '#f4b52e') +
  flat(circle(-14, -14, 4.6, ink), circle(14, -14, 4.6, ink)) +
  flat(circle(-12.4, -16, 1.5, '#fff'), circle(15.6, -16, 1.5, '#fff')) +
  shape('M-5 -8H5L0 4Z', '#e8952b') +
  tube('M-48 42H48', 3, wood) +
  line('M-12 38v5M-7 38v5M7 38v5M12 38v5', 3, '#e8952b')

export const duck: Drawing = ({ main, dark }, dice) => {
  const ripple = dice.whole(-4, 4)
  return (
    shape(
      'M-40 -2Q-46 -14 -48 -16Q-30 -12 -14 -8Q6 -6 10 -16Q36 -10 34 10Q30 28 -6 28Q-38 26 -40 -2Z',
      main,
    ) +
    circle(18, -24, 17, main) +
    flat(shape('M6 -14Q18 2 32 -14L30 4L6 2Z', main)) +
    shape('M-26 4Q-6 -8 12 4Q4 20 -12 17Q-22 14 -26 4Z', dark) +
    shape('M33 -28Q40 -26 48 -24Q50 -18 44 -16L31 -17Z', '#f0842a') +
    line('M34 -21L46 -21', 1.6) +
    eye(22, -28) +
    shape(`M-50 24Q-40 18 -30 24T-10 24T10 24T30 24T50 24V38H-50Z`, water) +
    line(`M${-34 + ripple} 32q6 -4 12 0M${6 + ripple} 32q6 -4 12 0`, 2, foam)
  )
}

export const crow: Drawing = (_, dice) => {
  const [coat, shade] = ['#474554', '#34323f']
  const tilt = dice.whole(-3, 3)
  return (
    tube('M-50 40Q0 34 50 40', 4, darkWood) +
    shape('M38 30q8 -8 14 0q-8 8 -14 0Z', leaf) +
    line('M-4 22V37M6 22V37', 3) +
    shape('M-24 10L-52 26L-46 32L-12 22Z', shade) +
    shape('M-34 18Q-22 -14 6 -20Q30 -22 30 -2Q28 26 0 26Q-14 26 -34 18Z', coat) +
    shape('M-40 16Q-22 -8 4 -6Q12 6 -4 14Q-20 20 -40 16Z', shade) +
    circle(20, -22 + tilt, 15, coat) +
    shape(
      `M31 ${-30 + tilt}Q46 ${-26 + tilt} 52 ${-17 + tilt}Q40 ${-14 + tilt} 31 ${-15 + tilt}Z`,
      '#2c2a33',
    ) +
    line(`M33 ${-20 + tilt}L50 -17`, 1.4, '#6a6776') +
    circle(24, -25 + tilt, 3.4, '#fff') +
    flat(circle(25, -25 + tilt, 2, ink))
  )
}

export const woodpecker: Drawing = ({ main, dark }, dice) => {
  const knot = dice.whole(18, 34)
  return (
    shape('M22 -50H46V50H20Z', wood) +
    line('M29 -40V-14M38 -46V-30M30 8V30M39 -6V20', 2, darkWood) +
    ellipse(34, knot, 5, 7, darkWood) +
    flat(ellipse(24, -24, 4, 3.4, ink)) +
    shape('M-22 24L-10 50L-2 48L2 18Z', dark) +
    shape('M-26 -16Q-30 20 -12 36Q14 34 14 4L6 -20Z', main) +
    flat(shape('M-2 -12Q12 4 10 14Q6 28 -6 32Q8 4 -8 -10Z', '#fbf4e4')) +
    shape('M-24 -10Q-34 20 -14 34Q-2 20 -8 -4Z', dark) +
    line('M-22 6L-10 4M-22 14L-9 13M-19 22L-10 22', 2.4, '#fff') +
    line('M8 12L20 8M6 22L20 22', 3) +
    circle(-8, -24, 15, '#fbf4e4') +
    shape('M-26 -14Q-30 -44 -8 -45Q8 -44 8 -30Q-10 -34 -16 -12Z', '#d8392f') +
    shape('M4 -30L25 -24L5 -18Z', '#5a5a66') +
    eye(-3, -26)
  )
}
