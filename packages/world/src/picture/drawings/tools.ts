import type { Drawing } from '../../vocabulary/concept.ts'
import { darkSteel, ink, palette, rubber, steel, wood } from '../palette.ts'
import { box, circle, flat, line, shape, times, turned, tube } from '../shapes.ts'

export const hammer: Drawing = ({ main }) =>
  turned(
    32,
    [0, 0],
    box([-5, -24], [10, 44], wood, 3) +
      box([-7, 14], [14, 36], main, 5) +
      box([-9, -44], [18, 22], darkSteel, 2) +
      shape('M-9 -42H-18L-22 -46H-32V-20H-22L-18 -24H-9Z', steel) +
      shape('M9 -42Q30 -44 38 -22Q24 -32 9 -24Z', steel),
  )

export const saw: Drawing = ({ main, dark }) => {
  const teeth = Array.from(
    { length: 13 },
    (_, i) => `L${33 - i * 6} ${14 - i * 1.2}L${30 - i * 6} ${7 - i * 1.2}`,
  ).join('')
  return turned(
    -16,
    [0, 0],
    shape(
      `M30 -14H-48V-4L-46 -6${teeth
        .split('L')
        .toReversed()
        .filter(Boolean)
        .map((p) => `L${p}`)
        .join('')}L36 14Z`,
      steel,
    ) +
      line('M-42 -9H26', 1.4, darkSteel) +
      shape('M24 -20Q36 -28 48 -20Q54 0 48 20Q36 28 26 20Q20 12 26 4Q20 -8 24 -20Z', main) +
      shape('M34 -12Q40 -14 41 -6V8Q40 14 34 12Q30 0 34 -12Z', dark),
  )
}

export const drill: Drawing = ({ main, dark }) =>
  tube('M26 -19H50', 2, steel) +
  line('M32 -22l4 6M39 -22l4 6', 1.4) +
  shape('M14 -29H22L30 -23V-15L22 -9H14Z', darkSteel) +
  shape('M-46 -26Q-46 -34 -38 -34H10Q16 -34 16 -28V-10Q16 -4 10 -4H-38Q-46 -4 -46 -12Z', main) +
  line('M-38 -26V-12M-32 -26V-12M-26 -26V-12', 2.4, dark) +
  shape('M-30 -5H-6L-12 32H-34Z', main) +
  shape('M-8 -2Q2 2 -6 12H-11Z', ink) +
  shape('M-40 30H-6Q-2 30 -2 34V42Q-2 46 -6 46H-40Q-44 46 -44 42V34Q-44 30 -40 30Z', rubber) +
  flat(box([-18, -27], [26, 7], '#ffffff88', 2))

export const axe: Drawing = ({ main, dark }) =>
  turned(
    28,
    [0, 0],
    shape('M-5 -46H5L6 44Q0 50 -6 44Z', wood) +
      box([-6.4, 26], [12.8, 14], main, 2) +
      shape('M-8 -40H10V-18H-8Q-18 -16 -26 -6Q-36 -22 -28 -50Q-18 -42 -8 -40Z', steel) +
      shape('M-26 -6Q-36 -22 -28 -50Q-25 -47 -23 -46Q-29 -24 -22 -10Z', '#e3e8ef') +
      box([-7, -42], [17, 26], dark, 2),
  )

export const scissors: Drawing = ({ main }) =>
  shape('M-6 6L22 -50Q30 -40 24 -28L4 12Z', steel) +
  shape('M6 6L-22 -50Q-30 -40 -24 -28L-4 12Z', '#cfd6e0') +
  circle(0, 3, 4, darkSteel) +
  times(2, (i) => {
    const side = i === 0 ? 1 : -1
    return tube(`M0 10Q${side * 6} 16 ${side * 10} 18M${side * 20} 15a13 15 0 1 0 0.1 0`, 6, main)
  })

export const chainsaw: Drawing = ({ main, dark }) =>
  shape('M2 -6H42Q51 -6 51 3Q51 12 42 12H2Z', steel) +
  times(7, (i) => shape(`M${7 + i * 6} -7l3 -4l3 4ZM${7 + i * 6} 13l3 4l3 -4Z`, ink)) +
  line('M8 3H42', 2, darkSteel) +
  tube('M-22 -14Q-22 -38 -6 -38Q6 -38 8 -14', 4, palette.black.light) +
  shape('M-30 -16H4Q10 -16 10 -10V18Q10 24 4 24H-30Z', main) +
  tube('M-28 -10Q-48 -12 -48 6Q-48 22 -28 18', 6, dark) +
  circle(-10, 5, 9, dark) +
  circle(-10, 5, 3.5, palette.black.main) +
  line('M-26 -10H2M-26 19H2', 2, dark)
