import type { Drawing } from '../../vocabulary/concept.ts'
import { brass, cream, darkSteel, foam, glass, rubber, steel, water, wood } from '../palette.ts'
import { bold, box, circle, ellipse, flat, line, n, shape, times, tube } from '../shapes.ts'

const lamp = '#ffe9a0'

const wheel = (x: number, y: number, r: number, hub: string = steel) =>
  circle(x, y, r, rubber) + circle(x, y, r * 0.5, hub)

export const car: Drawing = ({ main, dark }, dice) => {
  const roof = -dice.whole(23, 29)
  return (
    shape(
      `M-47 11V2Q-46 -5 -34 -7L-23 ${roof + 3}Q-21 ${roof} -16 ${roof}H13Q18 ${roof} 22 ${roof + 3}L33 -7Q47 -5 47 4V11Q47 15 43 15H-43Q-47 15 -47 11Z`,
      main,
    ) +
    shape(`M-28 -7L-18 ${roof + 5}H-3V-7Z`, glass) +
    shape(`M3 -7V${roof + 5}H13L27 -7Z`, glass) +
    line('M0 -6V14', 1.5, dark) +
    line('M-8 0h5', 2, dark) +
    ellipse(44, 1, 3, 4, lamp) +
    box([-47, 0], [5, 6], '#f2564b', 1) +
    wheel(-26, 15, 11) +
    wheel(27, 15, 11)
  )
}

export const train: Drawing = ({ main, dark, light }, dice) =>
  flat(times(3, (i) => circle(26 - i * 13, -40 - i * 2, 5 + i * dice.between(1, 2), '#eceff3'))) +
  shape('M22 -16L19 -34H35L32 -16Z', rubber) +
  box([-18, -17], [60, 28], main, 6) +
  circle(2, -18, 6, brass) +
  box([-46, -34], [30, 45], dark, 2) +
  box([-50, -39], [38, 7], rubber, 3) +
  box([-39, -26], [16, 15], glass, 2) +
  line('M4 -16V10M20 -16V10', 2.5, light) +
  circle(42, -4, 4, lamp) +
  shape('M36 11H50L44 26H34Z', darkSteel) +
  wheel(-34, 18, 11, main) +
  wheel(-7, 18, 11, main) +
  wheel(18, 20, 9, main) +
  line('M-34 19L-7 19L18 20', 3, steel) +
  line('M-50 30H50', 2.5)

export const ship: Drawing = ({ main, dark }, dice) => {
  const ports = dice.whole(3, 5)
  return (
    box([-2, -42], [13, 18], main) +
    box([-2, -38], [13, 5], cream) +
    box([-24, -24], [46, 13], cream, 1) +
    box([-32, -12], [62, 14], cream, 1) +
    times(4, (i) => box([-19 + i * 10, -20], [6, 5], glass)) +
    times(ports, (i) => circle(-24 + i * (46 / (ports - 1)), -4, 2.6, glass)) +
    shape('M-48 1H48L37 27H-36Z', main) +
    shape('M-42 15H42L37 27H-36Z', dark) +
    line('M-24 -24V-40M-24 -38L-34 -26', 2) +
    shape('M-50 24Q-42 17 -34 24T-17 24T0 24T17 24T34 24T50 24V36H-50Z', water) +
    line('M-38 31Q-32 27 -26 31M-6 31Q0 27 6 31M24 31Q30 27 36 31', 2, foam)
  )
}

export const bicycle: Drawing = ({ main, dark }) => {
  const tyre = (x: number) =>
    bold(4, circle(x, 13, 19, 'none')) +
    flat(line(`M${x - 17} 13h34M${x} -4v34M${x - 12} 1l24 24M${x - 12} 25l24 -24`, 1, darkSteel))
  return (
    tyre(-28) +
    tyre(28) +
    tube('M-28 13L-14 -15H17L-3 13ZM-3 13L-14 -15L-16 -23M17 -15L28 13M17 -15L14 -27H24', 4, main) +
    line('M-24 -24H-8', 6) +
    line('M24 -27Q30 -27 29 -21', 4) +
    circle(-3, 13, 5, dark) +
    line('M-3 13L3 22M0 23H7', 2.5) +
    circle(12, -31, 4, brass)
  )
}

export const tractor: Drawing = ({ main, dark }) =>
  tube('M24 -8V-30', 2, darkSteel) +
  shape('M-30 -6L-26 -40H4L8 -6Z', glass) +
  box([-32, -43], [42, 6], dark, 3) +
  line('M-12 -38V-8', 3) +
  shape('M-34 -8H2V-14H40Q46 -14 46 -8V14H-34Z', main) +
  line('M14 -7H36M14 -1H36M14 5H36', 2, dark) +
  shape('M-44 8A24 24 0 0 1 4 8L-4 -2Q-20 -16 -36 -2Z', dark) +
  circle(-20, 15, 24, rubber) +
  times(12, (i) => {
    const a = (i * Math.PI) / 6
    return line(
      `M${n(-20 + 19 * Math.cos(a))} ${n(15 + 19 * Math.sin(a))}L${n(-20 + 25 * Math.cos(a + 0.2))} ${n(15 + 25 * Math.sin(a + 0.2))}`,
      3,
    )
  }) +
  circle(-20, 15, 12, '#f7cf3d') +
  circle(-20, 15, 4, darkSteel) +
  circle(34, 26, 13, rubber) +
  circle(34, 26, 6, '#f7cf3d')

export const helicopter: Drawing = ({ main, dark }, dice) => {
  const swept = dice.whole(38, 48)
  return (
    line(`M6 -24V-34`, 4) +
    ellipse(6, -35, swept, 3.5, '#b4bcc8bf') +
    shape('M-6 -10L-46 -14V-7L-4 8Z', main) +
    shape('M-50 -26L-42 -24L-40 -6L-46 -6Z', dark) +
    circle(-46, -14, 6, steel) +
    shape('M-12 -16Q-2 -25 16 -24Q44 -20 44 0Q42 14 22 15H2Q-14 10 -14 -4Z', main) +
    shape('M18 -18Q38 -15 38 0H16Z', glass) +
    box([-2, -14], [13, 11], glass, 2) +
    line('M0 15V25M24 15V25', 3) +
    line('M-14 26H36Q42 26 44 21', 4)
  )
}

export const aeroplane: Drawing = ({ main, dark, light }) =>
  shape('M-4 -8L-18 -36H-8L20 -8Z', light) +
  shape('M-44 -4L-50 -30H-40L-26 -8Z', main) +
  shape('M-46 -6Q-46 -11 -38 -11H30Q48 -10 49 2Q48 11 30 12H-24Q-40 10 -46 -6Z', cream) +
  shape('M-40 3Q0 6 49 3Q48 11 30 12H-24Q-34 11 -40 3Z', main) +
  shape('M30 -8Q40 -8 44 -1H30Z', glass) +
  times(6, (i) => circle(-26 + i * 9, -3, 2.4, glass)) +
  shape('M14 5L-18 36H-6L30 5Z', dark) +
  ellipse(8, 24, 9, 4.5, steel) +
  shape('M-34 -2L-50 8H-40L-24 -2Z', dark)

/** A hot-air balloon. */
export const balloon: Drawing = ({ main, light, dark }) =>
  line('M-16 18L-7 34M16 18L7 34M-5 20V34M5 20V34', 1.5) +
  shape(
    'M0 -48C26 -48 37 -30 34 -12C32 2 20 12 14 22H-14C-20 12 -32 2 -34 -12C-37 -30 -26 -48 0 -48Z',
    main,
  ) +
  shape(
    'M0 -48C14 -48 20 -30 18 -12C17 2 11 12 8 22H-8C-11 12 -17 2 -18 -12C-20 -30 -14 -48 0 -48Z',
    light,
  ) +
  shape('M0 -48C5 -48 8 -30 7 -12C6 2 4 12 3 22H-3C-4 12 -6 2 -7 -12C-8 -30 -5 -48 0 -48Z', main) +
  box([-14, 20], [28, 4], dark, 2) +
  box([-9, 34], [18, 13], wood, 2) +
  line('M-8 39H8M-8 43H8', 1) +
  flat(shape('M-3 32Q-4 28 0 25Q4 28 3 32Z', '#f5822a'))
