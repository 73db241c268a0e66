import type { Dice } from '../dice.ts'
import { box, circle, flat, n, shape, times } from './shapes.ts'

/** Where a scene takes place; the shapes fill the square from (0, 0) to (100, 100). */
export const backgrounds = {
  studio: (dice: Dice) => {
    const hue = dice.whole(0, 359)
    return box([0, 0], [100, 100], hsl(hue, dice.whole(15, 60), dice.whole(72, 90)))
  },
  meadow: (dice: Dice) => {
    const y = dice.whole(48, 72)
    const hue = dice.whole(85, 130)
    return (
      sky(hsl(dice.whole(190, 215), 70, dice.whole(74, 86))) +
      shape(
        `M0 ${y}Q${dice.whole(20, 45)} ${y - dice.whole(4, 14)} 60 ${y}T100 ${y - 4}V100H0Z`,
        hsl(hue, 42, 62),
      ) +
      shape(`M0 ${y + 14}Q40 ${y + dice.whole(2, 10)} 100 ${y + 16}V100H0Z`, hsl(hue, 45, 54))
    )
  },
  night: (dice: Dice) =>
    sky(hsl(dice.whole(222, 262), 38, dice.whole(18, 27))) +
    times(dice.whole(8, 20), () =>
      circle(dice.between(0, 100), dice.between(0, 65), dice.between(0.4, 1), '#fdf6d8'),
    ) +
    shape(
      `M0 ${dice.whole(70, 84)}Q50 ${dice.whole(64, 78)} 100 ${dice.whole(72, 86)}V100H0Z`,
      hsl(dice.whole(220, 260), 30, 13),
    ),
  room: (dice: Dice) => {
    const y = dice.whole(62, 78)
    const hue = dice.whole(0, 359)
    const step = dice.whole(9, 16)
    return (
      sky(hsl(hue, 26, dice.whole(74, 86))) +
      times(Math.ceil(100 / step), (i) =>
        box([i * step, 0], [step / 2, y], hsl(hue, 26, dice.whole(70, 73))),
      ) +
      box([0, y], [100, 100 - y], hsl(dice.whole(20, 38), 42, dice.whole(44, 60))) +
      box([0, y - 2], [100, 3], hsl(hue, 14, 94))
    )
  },
  street: (dice: Dice) => {
    const y = dice.whole(66, 78)
    const wide = dice.whole(13, 19)
    return (
      sky(hsl(dice.whole(195, 225), 34, dice.whole(78, 88))) +
      times(Math.ceil(100 / wide), (i) => house(i * wide, wide, y, dice)) +
      box([0, y], [100, 100 - y], hsl(dice.whole(210, 260), 6, dice.whole(50, 62))) +
      box([0, y], [100, 3], '#dedbd2') +
      times(4, (i) => box([i * 28 - 4, y + 14], [14, 2], '#efe9d2'))
    )
  },
  desert: (dice: Dice) => {
    const y = dice.whole(52, 70)
    return (
      sky(hsl(dice.whole(24, 48), 78, dice.whole(80, 88))) +
      circle(dice.whole(10, 90), dice.whole(10, 26), dice.whole(5, 8), '#fff3c4') +
      shape(`M0 ${y}Q25 ${y - dice.whole(8, 16)} 50 ${y}T100 ${y}V100H0Z`, '#e2b877') +
      shape(`M0 ${y + 16}Q60 ${y} 100 ${y + 12}V100H0Z`, '#d5a560')
    )
  },
  winter: (dice: Dice) => {
    const y = dice.whole(54, 72)
    return (
      sky(hsl(dice.whole(200, 225), 32, dice.whole(76, 86))) +
      times(4, (i) => fir(dice.between(i * 28, i * 28 + 16), y + 2, dice.between(8, 16))) +
      shape(`M0 ${y}Q40 ${y - dice.whole(2, 10)} 100 ${y + 2}V100H0Z`, '#f4f7fa') +
      shape(`M0 ${y + 18}Q50 ${y + 6} 100 ${y + 20}V100H0Z`, '#e4ebf2')
    )
  },
} as const satisfies Record<string, (dice: Dice) => string>

export type BackgroundName = keyof typeof backgrounds

export function drawBackground(name: BackgroundName, dice: Dice): string {
  return flat(backgrounds[name](dice))
}

const sky = (fill: string) => box([0, 0], [100, 100], fill)

const hsl = (hue: number, saturation: number, lightness: number) =>
  `hsl(${n(hue)},${n(saturation)}%,${n(lightness)}%)`

function house(x: number, wide: number, ground: number, dice: Dice): string {
  const top = dice.whole(14, 44)
  const shade = hsl(dice.whole(200, 260), dice.whole(6, 18), dice.whole(62, 76))
  return (
    box([x, top], [wide - 1, ground - top], shade) +
    times(3, (row) =>
      times(2, (column) =>
        box([x + 2.5 + column * (wide / 2 - 1), top + 5 + row * 9], [3, 4], '#ece6cf'),
      ),
    )
  )
}

const fir = (x: number, ground: number, high: number) =>
  shape(`M${n(x)} ${n(ground - high)}l${n(high / 3)} ${n(high)}h${n(-high / 1.5)}Z`, '#7d9b94')
