import { expect, it } from 'vitest'
import { createWorld } from '../world.ts'
import { rasterise, rasterisePixels } from './rasterise.ts'
import { loadRasteriser } from './resvg.ts'

it('asks where the WebAssembly is served, loads it, and draws', async () => {
  const { svg } = createWorld({ seed: 1 }).sample(3)
  await expect(rasterise(svg)).rejects.toThrow(/outside Node, call loadRasteriser\(new URL/)
  await loadRasteriser(
    new URL('../../node_modules/@resvg/resvg-wasm/index_bg.wasm', import.meta.url),
  )
  const { width, data } = await rasterisePixels(svg, { size: 32 })
  expect(width).toBe(32)
  expect(new Set(data).size).toBeGreaterThan(20)
  const image = await createImageBitmap(
    new Blob([(await rasterise(svg)).slice()], { type: 'image/png' }),
  )
  expect([image.width, image.height]).toEqual([96, 96])
})
