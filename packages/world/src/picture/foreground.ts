import type { Dice } from '../dice.ts'
import type { BackgroundName } from './background.ts'
import { box, flat, n, shape, times } from './shapes.ts'

/** In some pictures something stands before everything else and hides its lower edge. */
export function drawForeground(background: BackgroundName, dice: Dice): string {
  if (!dice.chance(0.25)) return ''
  const top = dice.whole(76, 88)
  return flat(covers[background](top, dice))
}

const grass = (fill: string) => (top: number, dice: Dice) =>
  times(22, (i) => {
    const [x, lean] = [i * 5 - 3, dice.between(-3, 3)]
    return shape(
      `M${n(x)} 101L${n(x + 3 + lean)} ${n(top + dice.between(-4, 5))}L${x + 6} 101Z`,
      fill,
    )
  })

const mound = (fill: string) => (top: number, dice: Dice) =>
  shape(
    `M-2 101V${top + dice.whole(2, 8)}Q${dice.whole(20, 80)} ${top - 8} 102 ${top + 6}V101Z`,
    fill,
  )

const fence = (fill: string) => (top: number, dice: Dice) => {
  const step = dice.whole(12, 18)
  return (
    times(Math.ceil(100 / step) + 1, (i) => box([i * step - 4, top - 4], [5, 30], fill)) +
    box([0, top + 2], [100, 4], fill)
  )
}

const shelf = (fill: string) => (top: number) => box([0, top + 4], [100, 30], fill)

const covers: Readonly<Record<BackgroundName, (top: number, dice: Dice) => string>> = {
  studio: shelf('#d9d3c7'),
  meadow: grass('#3f8a45'),
  night: grass('#141a2e'),
  room: shelf('#7c5636'),
  street: fence('#5d6068'),
  desert: mound('#c48f4c'),
  winter: mound('#ffffff'),
}
