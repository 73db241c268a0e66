import { fileURLToPath } from 'node:url'
import { settled, type App } from './app.ts'

const FOLDER = fileURLToPath(new URL('../screenshots', import.meta.url))

/** Pictures of a room, wide and narrow, light and dark: NAME-1440-light.png and so on. */
export async function screenshots(app: App, name: string, address: string): Promise<void> {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await app.open(address, {
        viewport: { width, height },
        colorScheme,
        reducedMotion: 'reduce',
      })
      await settled(page)
      await page.evaluate(() => document.fonts.ready)
      // Pictures come after the skeletons that held their places.
      await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
      await page.screenshot({
        path: `${FOLDER}/${name}-${width}-${colorScheme}.png`,
        fullPage: true,
      })
      await page.context().close()
    }
  }
}
