import { createDice, type Dice } from '../dice.ts'
import type { Presence, Scene } from '../scene.ts'
import { drawBackground } from './background.ts'
import { drawClutter } from './clutter.ts'
import { drawForeground } from './foreground.ts'
import { ink, palette } from './palette.ts'
import { n } from './shapes.ts'

/** The scene as an SVG of 100×100 units. */
export function composePicture({ main, companions, background }: Scene, dice: Dice): string {
  const keys = [0, 1, 2, 3].map(() => dice.whole(0, 0x7fffffff))
  const [behind, before] = [false, true].map((inFront) =>
    companions.filter(({ look }) => look?.inFront === inFront),
  )
  const shown = [...behind!, main, ...before!].filter(({ look }) => look)
  const things = shown.map((presence, i) => place(presence, createDice(keys[3]!, i))).join('')
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100">' +
    drawBackground(background, createDice(keys[0]!)) +
    drawClutter(createDice(keys[1]!)) +
    outlined(things) +
    drawForeground(background, createDice(keys[2]!)) +
    '</svg>'
  )
}

const outlined = (shapes: string) =>
  `<g stroke="${ink}" stroke-width="2" stroke-linejoin="round" stroke-linecap="round">${shapes}</g>`

function place({ concept, look }: Presence, dice: Dice): string {
  const { x, y, scale, degrees, mirrored, colour } = look!
  const across = mirrored ? -scale : scale
  const drawn = concept.draw!(palette[colour ?? 'grey'], dice)
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(degrees)}) scale(${n(across)} ${n(scale)})">${drawn}</g>`
}
