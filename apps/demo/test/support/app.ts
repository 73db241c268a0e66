import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { CHROMIUM_FLAGS, findChromium, ISOLATED } from '@cmgsae/vitest/chromium'
import { serveFolder, type Served } from '../../scripts/serve/serve-folder.ts'
import { DIST } from './dist.ts'

export interface App {
  readonly url: string
  /**
   * A page at an address after the #, such as `/concepts?run=cmgsae`, once its room is there: no
   * skeletons any more.
   */
  open(address?: string, options?: OpenOptions): Promise<Page>
  /** Closes all pages: each has threads that others would wait for. */
  closePages(): Promise<void>
  close(): Promise<void>
}

export interface OpenOptions extends BrowserContextOptions {
  /** Runs in the page before anything of ours does. */
  readonly before?: () => void
  /** Does not wait for the room. */
  readonly early?: boolean
}

/** The production build, served and opened in Chromium. `isolated: false` leaves out COOP and COEP. */
export async function startApp({ isolated = true, flags = CHROMIUM_FLAGS } = {}): Promise<App> {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    throw new Error('there is no Chromium; install one, or say where it is with CHROMIUM=PATH')
  }
  const [served, browser]: [Served, Browser] = await Promise.all([
    serveFolder(DIST, { port: 0, headers: isolated ? ISOLATED : {} }),
    chromium.launch({ executablePath, args: [...flags] }),
  ])
  return {
    url: served.url,
    async open(address = '/', { before, early = false, ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        ...options,
      })
      const page = await context.newPage()
      if (before) await page.addInitScript(before)
      await page.goto(`${served.url}#${address}`)
      if (!early) await settled(page)
      return page
    },
    async closePages() {
      for (const context of browser.contexts()) await context.close()
    },
    async close() {
      await browser.close()
      await served.close()
    },
  }
}

/** Resolves once the room is there and nothing in it is on its way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor({ timeout: 120_000 })
  await page.waitForFunction(() => document.querySelectorAll('.skeleton').length === 0, null, {
    timeout: 120_000,
  })
}
