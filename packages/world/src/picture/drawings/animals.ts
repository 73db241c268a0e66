import type { Drawing } from '../../vocabulary/concept.ts'
import { cream, ink, palette } from '../palette.ts'
import { circle, ellipse, flat, line, shape, times, turned } from '../shapes.ts'

const eye = (x: number, y: number, r = 3.4) =>
  flat(circle(x, y, r, ink), circle(x + r * 0.3, y - r * 0.35, r * 0.35, '#fff'))

export const dog: Drawing = ({ main, dark, light }, dice) => {
  const tongue = dice.chance(0.6) ? shape('M-6 30H6V40Q0 47 -6 40Z', '#ee7f8f') : ''
  return (
    shape('M-30 -22Q-34 -42 0 -42Q34 -42 30 -22L32 8Q30 34 0 36Q-30 34 -32 8Z', main) +
    shape('M-24 -34Q-46 -38 -48 -14Q-50 14 -38 18Q-28 14 -28 -12Z', dark) +
    shape('M24 -34Q46 -38 48 -14Q50 14 38 18Q28 14 28 -12Z', dark) +
    flat(ellipse(13, -10, 9, 11, light)) +
    eye(-13, -9, 4.4) +
    eye(13, -9, 4.4) +
    tongue +
    shape('M-21 17Q-20 4 0 4Q20 4 21 17Q20 33 0 33Q-20 33 -21 17Z', cream) +
    shape('M-9 8Q0 3 9 8Q9 16 0 18Q-9 16 -9 8Z', ink) +
    line('M0 18V24Q-5 29 -11 25M0 24Q5 29 11 25')
  )
}

export const cat: Drawing = ({ main, dark, light }, dice) => {
  const stripes = dice.chance(0.5) ? line('M0 -33V-22M-9 -31L-7 -22M9 -31L7 -22', 3.5, dark) : ''
  return (
    shape(
      'M-40 -44L-12 -32Q0 -34 12 -32L40 -44Q44 -20 40 -4Q40 32 0 34Q-40 32 -40 -4Q-44 -20 -40 -44Z',
      main,
    ) +
    flat(
      shape('M-36 -36L-20 -28L-36 -16Z', '#f2a3b3'),
      shape('M36 -36L20 -28L36 -16Z', '#f2a3b3'),
    ) +
    stripes +
    ellipse(-16, -4, 8, 9, '#b8dd6a') +
    ellipse(16, -4, 8, 9, '#b8dd6a') +
    flat(ellipse(-16, -4, 2.6, 8, ink), ellipse(16, -4, 2.6, 8, ink)) +
    flat(ellipse(-8, 18, 11, 9, light), ellipse(8, 18, 11, 9, light)) +
    shape('M-5 9H5L0 15Z', '#e8798c') +
    line('M0 15V19Q-5 24 -11 20M0 19Q5 24 11 20') +
    line('M-18 16L-46 10M-18 20L-46 23M18 16L46 10M18 20L46 23', 1.6)
  )
}

export const cow: Drawing = ({ main }, dice) => {
  const patch = dice.chance(0.5) ? 1 : -1
  return (
    shape('M-22 -32Q-40 -32 -38 -48Q-26 -44 -14 -40Z', cream) +
    shape('M22 -32Q40 -32 38 -48Q26 -44 14 -40Z', cream) +
    shape('M-24 -24Q-46 -32 -48 -18Q-44 -6 -26 -10Z', main) +
    shape('M24 -24Q46 -32 48 -18Q44 -6 26 -10Z', main) +
    shape('M-26 -24Q-24 -42 0 -42Q24 -42 26 -24L22 12H-22Z', '#fbf7ee') +
    flat(
      shape(
        `M${patch * 3} -41Q${patch * 25} -40 ${patch * 25} -22L${patch * 23} 4Q${patch * 4} -2 ${patch * 3} -41Z`,
        main,
      ),
    ) +
    line('M-26 -24Q-24 -42 0 -42Q24 -42 26 -24L22 12M-26 -24L-22 12') +
    flat(circle(13, -13, 5.8, '#fbf7ee'), circle(-13, -13, 5.8, '#fbf7ee')) +
    eye(-13, -13, 4) +
    eye(13, -13, 4) +
    shape('M-31 24Q-30 6 0 6Q30 6 31 24Q30 44 0 44Q-30 44 -31 24Z', '#f3b3b4') +
    flat(ellipse(-12, 20, 4, 5.5, '#a9595f'), ellipse(12, 20, 4, 5.5, '#a9595f')) +
    line('M-13 34Q0 40 13 34')
  )
}

export const sheep: Drawing = ({ main, dark }, dice) => {
  const curls = dice.whole(9, 11)
  return (
    line('M-18 22V40M-6 24V41M10 24V41M22 22V40', 7) +
    times(curls, (i) => {
      const a = (2 * Math.PI * i) / curls
      return circle(2 + 28 * Math.cos(a), 2 + 19 * Math.sin(a), 12, main)
    }) +
    flat(ellipse(2, 2, 33, 24, main)) +
    line('M-12 -4q4 -6 8 0M8 6q4 -6 8 0M-6 12q4 -6 8 0M12 -10q4 -6 8 0', 2, dark) +
    shape('M-24 -14Q-38 -20 -42 -12Q-36 -6 -26 -8Z', '#5b5560') +
    shape('M-26 -18Q-42 -18 -44 -2Q-44 14 -34 16Q-22 14 -20 -2Z', '#5b5560') +
    circle(-26, -19, 8, main) +
    flat(circle(-35, -3, 3.6, '#fff'), circle(-36, -3, 1.8, ink)) +
    line('M-39 9q3 2 6 0', 1.6, '#d8d2da')
  )
}

export const frog: Drawing = ({ main, dark, light }) =>
  shape('M-24 12Q-50 6 -48 30Q-46 40 -30 40H-10Z', dark) +
  shape('M24 12Q50 6 48 30Q46 40 30 40H10Z', dark) +
  shape('M-26 -6Q-30 40 0 40Q30 40 26 -6Z', main) +
  flat(ellipse(0, 22, 17, 17, light)) +
  circle(-21, -27, 13, main) +
  circle(21, -27, 13, main) +
  shape('M-38 -6Q-38 -28 0 -28Q38 -28 38 -6Q36 12 0 12Q-36 12 -38 -6Z', main) +
  circle(-21, -28, 8.5, '#fdf8d8') +
  circle(21, -28, 8.5, '#fdf8d8') +
  flat(ellipse(-21, -28, 5.5, 3.2, ink), ellipse(21, -28, 5.5, 3.2, ink)) +
  line('M-28 -4Q0 10 28 -4', 2.4) +
  flat(circle(-4, -12, 1.3, ink), circle(4, -12, 1.3, ink)) +
  line('M-18 40V24M18 40V24', 3) +
  line('M-27 42H-10M27 42H10', 5, main)

export const bee: Drawing = (_, dice) => {
  const wing = dice.whole(-8, 8)
  const [gold, stripe] = ['#f6c431', '#3a3338']
  return (
    turned(
      wing,
      [0, -10],
      `<g fill-opacity="0.85">${ellipse(-12, -28, 12, 19, '#e4f4fb')}${ellipse(12, -30, 11, 18, '#e4f4fb')}</g>`,
    ) +
    shape('M-44 8L-52 6L-44 2Z', stripe) +
    ellipse(-8, 6, 37, 24, gold) +
    `<clipPath id="bee"><ellipse cx="-8" cy="6" rx="36" ry="23"/></clipPath>` +
    `<g clip-path="url(#bee)" stroke="none">${[-36, -18, 0].map((x) => shape(`M${x} -20Q${x - 7} 6 ${x} 32H${x + 9}Q${x + 2} 6 ${x + 9} -20Z`, stripe)).join('')}</g>` +
    ellipse(-8, 6, 37, 24, 'none') +
    circle(30, 2, 16, gold) +
    eye(35, -1, 4.4) +
    line('M33 10Q37 13 41 9') +
    line('M26 -13Q28 -28 20 -30M36 -12Q42 -26 36 -32')
  )
}

export const butterfly: Drawing = ({ main, light, dark }, dice) => {
  const spots = dice.chance(0.5) ? light : palette.white.main
  const half = (side: 1 | -1) =>
    `<g transform="scale(${side} 1)">${shape('M3 -6Q14 -46 40 -40Q54 -30 42 -6Q34 6 3 4Z', main)}${shape('M3 4Q34 2 36 22Q32 42 16 36Q6 26 3 10Z', dark)}${flat(circle(32, -24, 7, spots), circle(22, 22, 5.5, spots), circle(24, -9, 3.6, spots))}</g>`
  return (
    half(1) +
    half(-1) +
    line('M-1 -18Q-4 -34 -14 -38M1 -18Q4 -34 14 -38', 1.8) +
    shape('M-4 -14Q0 -24 4 -14L3 22Q0 30 -3 22Z', '#4a3b3b')
  )
}
