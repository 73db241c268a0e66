import type { Drawing } from '../../vocabulary/concept.ts'
import { brass, cream, darkSteel, ink, rubber, steel } from '../palette.ts'
import { box, circle, ellipse, flat, line, shape, times, turned, tube } from '../shapes.ts'

export const clock: Drawing = ({ main, dark }, dice) => {
  const minutes = dice.whole(0, 59)
  const hours = dice.whole(0, 11) + minutes / 60
  return (
    circle(0, 0, 46, main) +
    circle(0, 0, 37, '#fffdf4') +
    times(12, (i) =>
      turned(
        i * 30,
        [0, 0],
        line('M0 -33V-29', i % 3 === 0 ? 4 : 2.4, i % 3 === 0 ? ink : darkSteel),
      ),
    ) +
    turned(hours * 30, [0, 0], line('M0 4V-18', 5)) +
    turned(minutes * 6, [0, 0], line('M0 5V-27', 3.4)) +
    turned(dice.whole(0, 59) * 6, [0, 0], line('M0 8V-28', 1.4, '#d9443c')) +
    circle(0, 0, 4, dark)
  )
}

export const kettle: Drawing = ({ main, dark, light }) =>
  line('M40 -26q8 -6 2 -13q-5 -6 2 -11M48 -20q6 -4 2 -9', 2.6, '#f4f7fb') +
  tube('M-28 -14Q-30 -44 0 -44Q30 -44 28 -14', 4, darkSteel) +
  shape('M26 8Q36 6 38 -10L35 -18L46 -20L47 -10Q46 18 28 28Z', main) +
  shape('M-32 2Q-30 -22 0 -22Q30 -22 32 2L38 32Q38 42 28 42H-28Q-38 42 -38 32Z', main) +
  flat(shape('M-24 0Q-22 -14 -10 -16Q-16 -4 -18 28H-28Z', light)) +
  ellipse(0, -20, 16, 4.5, dark) +
  circle(0, -27, 5, dark)

export const vacuumCleaner: Drawing = ({ main, dark, light }) =>
  tube('M-26 6Q-30 -40 2 -38Q30 -36 38 28', 4, darkSteel) +
  tube('M24 -26L37 26', 3, steel) +
  shape('M26 28H46L50 40H22Z', rubber) +
  shape('M-48 24Q-48 0 -24 0H-8Q12 0 12 22V32H-48Z', main) +
  shape('M-48 26H12V34Q12 38 8 38H-44Q-48 38 -48 34Z', dark) +
  circle(-32, 36, 9, rubber) +
  circle(-32, 36, 3.4, steel) +
  circle(2, 39, 6, rubber) +
  circle(-22, 15, 7, light) +
  line('M-8 12H4M-8 17H4', 2, dark)

export const fryingPan: Drawing = ({ main }) =>
  turned(
    -24,
    [0, 0],
    box([24, -6], [32, 12], '#4a4450', 5) +
      circle(49, 0, 2, cream) +
      circle(-8, 0, 38, main) +
      circle(-8, 0, 31, '#55525e') +
      shape(
        'M-28 -4Q-30 -20 -14 -20Q-2 -26 8 -14Q20 -10 14 4Q14 18 -2 17Q-14 24 -22 14Q-32 8 -28 -4Z',
        '#fffdf6',
      ) +
      circle(-6, -2, 9.5, '#f8c234') +
      flat(ellipse(-9, -5, 3, 2, '#fde59a')),
  )

export const door: Drawing = ({ main, dark, light }, dice) => {
  const high = dice.whole(0, 1) === 0
  return (
    box([-34, -48], [68, 96], cream, 1) +
    box([-27, -41], [54, 89], main) +
    (high
      ? box([-19, -33], [16, 28], light, 1) + box([3, -33], [16, 28], light, 1)
      : box([-19, -33], [38, 28], light, 1)) +
    box([-19, 5], [16, 34], dark, 1) +
    box([3, 5], [16, 34], dark, 1) +
    circle(21, 1, 4, brass) +
    line('M-40 48H40', 3)
  )
}

export const typewriter: Drawing = ({ main, dark }) =>
  box([-24, -48], [48, 34], '#fffdf6', 1) +
  line('M-16 -40H14M-16 -34H16M-16 -28H6', 1.8, darkSteel) +
  box([-40, -20], [80, 11], ink, 4) +
  box([-50, -19], [9, 9], steel, 2) +
  box([41, -19], [9, 9], steel, 2) +
  shape('M-34 -10H34L46 36Q46 42 40 42H-40Q-46 42 -46 36Z', main) +
  shape('M-24 -6H24L27 4H-27Z', dark) +
  times(3, (row) =>
    times(7 + row, (i) => circle((i - (6 + row) / 2) * 9.4, 12 + row * 9.5, 3.4, cream)),
  )
