import { describe, expect, it } from 'vitest'
import { createDice } from '../dice.ts'
import { rasterisePixels } from '../render/rasterise.ts'
import { members } from '../vocabulary/vocabulary.ts'
import { palette, type ColourName } from './palette.ts'

const seen = members.map(({ concept }) => concept).filter(({ draw }) => draw)

/** The drawing in a box from −75 to 75, half as large again as the one it should keep to. */
async function render(draw: (typeof seen)[number]['draw'], colour: ColourName, seed: number) {
  const shapes = draw!(palette[colour], createDice(seed))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-75 -75 150 150" width="150" height="150"><g stroke="#000" stroke-width="2">${shapes}</g></svg>`
  const { data } = await rasterisePixels(svg, { size: 150 })
  return data
}

const opaque = (data: Uint8Array, within: (x: number, y: number) => boolean) => {
  let count = 0
  for (let i = 0; i < data.length / 4; i++) {
    if (data[4 * i + 3]! > 128 && within((i % 150) - 75, Math.trunc(i / 150) - 75)) count++
  }
  return count
}

describe.each(seen)('the drawing of $name', ({ draw, colours = ['grey'] }) => {
  it('fills a good part of its box and keeps to it', async () => {
    for (const seed of [1, 2, 3]) {
      const data = await render(draw, colours[0]!, seed)
      const all = opaque(data, () => true)
      const outside = opaque(data, (x, y) => Math.max(Math.abs(x), Math.abs(y)) > 53)
      expect(all).toBeGreaterThan(1200)
      expect(outside / all).toBeLessThan(0.03)
    }
  })

  it('shows the colours it comes in', async () => {
    if (colours.length < 2) return
    const [one, other] = await Promise.all([0, 1].map((i) => render(draw, colours[i]!, 1)))
    let changed = 0
    for (let i = 0; i < one!.length; i += 4) {
      const distance = [0, 1, 2].reduce(
        (sum, c) => sum + Math.abs(one![i + c]! - other![i + c]!),
        0,
      )
      if (distance > 60) changed++
    }
    expect(changed).toBeGreaterThan(120)
  })
})
