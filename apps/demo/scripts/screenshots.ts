// `pnpm --filter @cmgsae/demo screenshots [NAME …]`: pictures of every room, wide and narrow, light and dark,
// in screenshots/, and those that README.md opens with.
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { startApp } from '../test/support/app.ts'

const FOLDER = fileURLToPath(new URL('../screenshots/', import.meta.url))
const DOCS = fileURLToPath(new URL('../../../docs/', import.meta.url))

const ROOMS = {
  home: '/?sample=7',
  concepts: '/concepts',
  map: '/concepts?view=map&picked=86',
  concept: '/concepts?latent=86',
  sample: '/sample?sample=5',
  steer: '/steer?sample=7&edits=c8-add5_g22-add3_g16-add0&controls=true',
  search: '/search?sample=5&to=image',
  train: '/train',
  compare: '/compare',
}
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

await mkdir(FOLDER, { recursive: true })
const app = await startApp()
const asked = process.argv.slice(2)
for (const [name, address] of Object.entries(ROOMS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for (const viewport of SIZES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await app.open(address, { viewport, colorScheme, reducedMotion: 'reduce' })
      await page.evaluate(() => document.fonts.ready)
      // Pictures below are loaded when they come near, and rows of tables ask for theirs when they
      // have stayed a moment.
      await page.evaluate(async () => {
        for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
          scrollTo(0, y)
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
        scrollTo(0, 0)
      })
      await page.waitForTimeout(1500)
      const picture = `${FOLDER}${name}-${viewport.width}-${colorScheme}.png`
      await page.screenshot({ path: picture, fullPage: true })
      console.log(picture)
      if (name === 'home' && viewport.width > 1000) {
        await page.screenshot({ path: `${DOCS}demo-${colorScheme}.png` })
      }
    }
  }
}
await app.close()
