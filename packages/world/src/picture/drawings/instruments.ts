import type { Drawing } from '../../vocabulary/concept.ts'
import { brass, cream, darkSteel, darkWood, ink, palette, steel, wood } from '../palette.ts'
import { box, circle, ellipse, flat, line, shape, times, turned, tube } from '../shapes.ts'

const stick = (x: number, y: number, degrees: number) =>
  turned(
    degrees,
    [x, y],
    line(`M${x} ${y}v-34`, 5.5),
    line(`M${x} ${y}v-34`, 2.8, '#e0b37c'),
    circle(x, y, 4.2, '#e8c596'),
  )

export const drum: Drawing = ({ main, dark, light }) =>
  shape('M-38 -10V26Q-38 40 0 42Q38 40 38 26V-10Z', main) +
  line('M-38 -2L-24 32L-10 6L4 36L18 6L30 30L38 -2', 2.6, light) +
  shape('M-40 20Q-40 36 0 38Q40 36 40 20V28Q38 44 0 45Q-38 44 -40 28Z', dark) +
  ellipse(0, -10, 40, 15, dark) +
  ellipse(0, -13, 38, 13, cream) +
  stick(-6, -15, -52) +
  stick(10, -13, 38)

export const guitar: Drawing = ({ main, dark }) =>
  turned(
    38,
    [0, 0],
    box([-4, -44], [8, 42], darkWood) +
      box([-7, -58], [14, 16], dark, 2) +
      line('M-9 -54h-3M-9 -48h-3M9 -54h3M9 -48h3', 3) +
      shape(
        'M0 -12Q22 -14 21 2Q18 10 24 18Q34 46 0 48Q-34 46 -24 18Q-18 10 -21 2Q-22 -14 0 -12Z',
        main,
      ) +
      circle(0, 12, 8.5, ink) +
      box([-11, 31], [22, 5], dark, 1) +
      line('M-4 -20h8M-4 -28h8M-4 -36h8', 1.2, '#d9c39b') +
      line('M-2.4 -44V32M0 -44V32M2.4 -44V32', 0.8, '#f4ead2'),
  )

export const violin: Drawing = ({ main, dark }, dice) => {
  const bow = dice.whole(-34, -24)
  return (
    turned(
      -28,
      [0, 0],
      box([-3, -42], [6, 40], ink) +
        line('M0 -42q-7 -2 -6 -9q6 -6 9 0q0 4 -4 3', 3) +
        line('M-8 -36h5M-8 -41h5M8 -38h-5', 3) +
        shape(
          'M0 -12Q17 -14 17 0Q16 8 11 13Q13 18 20 24Q26 46 0 48Q-26 46 -20 24Q-13 18 -11 13Q-16 8 -17 0Q-17 -14 0 -12Z',
          main,
        ) +
        line('M-9 14q-4 6 0 12M9 14q4 6 0 12', 2.2) +
        shape('M-4 46L-3 30H3L4 46Z', ink) +
        box([-6, 25], [12, 3], dark) +
        line('M-1.2 -40V30M1.2 -40V30', 0.8, '#f4ead2'),
    ) +
    turned(
      bow,
      [20, 0],
      tube('M24 -44V44', 1.5, darkWood) +
        line('M20.5 -41V40', 1.2, '#fbf4df') +
        box([19, 36], [6, 7], ink),
    )
  )
}

export const piano: Drawing = ({ main, dark }) =>
  shape('M-44 -40H44V6H-44Z', main) +
  box([-48, -45], [96, 7], dark, 2) +
  box([-30, -30], [60, 18], dark, 2) +
  shape('M-10 -28H-1V-14H-10ZM1 -28H10V-14H1Z', cream) +
  line('M-7 -24h4M-7 -20h4M4 -24h4M4 -20h4', 1.2) +
  box([-48, 0], [96, 24], main, 2) +
  box([-44, 2], [88, 17], '#fffdf6') +
  times(11, (i) => line(`M${-36 + i * 8} 2V19`, 1.3)) +
  flat(
    times(11, (i) => (i % 7 === 2 || i % 7 === 6 ? '' : box([-38.5 + i * 8, 2], [5, 10], ink))),
  ) +
  shape('M-44 24H-36L-38 46H-42ZM44 24H36L38 46H42Z', dark) +
  line('M-8 38V44M0 38V44M8 38V44', 3, brass)

export const trumpet: Drawing = ({ main, dark, light }) =>
  line('M-40 -6H26', 8) +
  tube('M-18 -6V14Q-18 20 -12 20H10Q18 20 18 12V-6', 4, main) +
  line('M-40 -6H26', 4.4, main) +
  times(
    3,
    (i) =>
      box([-9 + i * 8, -16], [6, 30], light, 2) +
      line(`M${-6 + i * 8} -16v-6`, 3) +
      box([-9.5 + i * 8, -26], [7, 4], cream, 1.5),
  ) +
  shape('M20 -10Q34 -12 44 -28Q50 -6 44 16Q34 0 20 -2Z', main) +
  ellipse(45, -6, 4, 22, dark) +
  shape('M-40 -11L-50 -13V1L-40 -1Z', steel)

export const flute: Drawing = ({ main, dark }) =>
  turned(
    -24,
    [0, 0],
    box([-52, -6], [104, 12], main, 5) +
      flat(box([-50, -4.5], [100, 3], '#ffffff66', 1.5)) +
      line('M-22 -6V6M34 -6V6', 3, dark) +
      ellipse(-38, -2, 6, 3.6, ink) +
      times(6, (i) => circle(-10 + i * 8, -1, 3, steel)) +
      line('M-14 -9H32', 2.4, darkSteel) +
      times(3, (i) => line(`M${-8 + i * 16} -9V-4`, 2)),
  )

export const xylophone: Drawing = (_, dice) => {
  const first = dice.whole(0, 2)
  const names = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink'] as const
  return (
    shape('M-50 -20L46 -9V-3L-50 -13ZM-50 18L46 6V12L-50 26Z', wood) +
    times(7, (i) => {
      const high = 58 - i * 5.5
      return box(
        [-47 + i * 13.3, -high / 2 + 1],
        [10.5, high],
        palette[names[(i + first) % 7]!].main,
        2.5,
      )
    }) +
    flat(
      times(
        7,
        (i) =>
          circle(-41.8 + i * 13.3, -13 + i * 1.2, 1.5, '#fff') +
          circle(-41.8 + i * 13.3, 16 - i * 1.4, 1.5, '#fff'),
      ),
    ) +
    tube('M-14 42L14 -2', 2, '#e0b37c') +
    circle(15, -4, 5.5, '#d9443c') +
    tube('M14 46L36 4', 2, '#e0b37c') +
    circle(37, 2, 5.5, '#d9443c')
  )
}
