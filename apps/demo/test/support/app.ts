import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { ISOLATED } from '@cmgsae/vitest/chromium'
import { serveFolder, type Served } from '../../scripts/serve/serve-folder.ts'
import { launchChromium } from './browser.ts'
import { DIST } from './dist.ts'

export interface App {
  readonly url: string
  /**
   * A page at an address after the #, such as `/concepts?run=cmgsae`, once its room is there: no
   * skeletons any more. Without options of its own it is the page of the test before, emptied of what
   * that kept, since a new one costs seconds.
   */
  open(address?: string, options?: OpenOptions): Promise<Page>
  close(): Promise<void>
}

export interface OpenOptions extends BrowserContextOptions {
  /** A new page: the test leaves traces in the engine, such as groups, or needs that there are none. */
  readonly fresh?: boolean
  /** Runs in the page before anything of ours does. */
  readonly before?: () => void
  /** Does not wait for the room. */
  readonly early?: boolean
}

const WIDE = { width: 1440, height: 900 }

export interface StartOptions {
  /** false leaves out COOP and COEP. */
  readonly isolated?: boolean
}

/** The production build, served and opened in Chromium. */
export async function startApp({ isolated = true }: StartOptions = {}): Promise<App> {
  const [served, browser]: [Served, Browser] = await Promise.all([
    serveFolder(DIST, { port: 0, headers: isolated ? ISOLATED : {} }),
    launchChromium(),
  ])
  // Its cache has the app compiled.
  const shared = browser.newContext()
  let standing: Page | undefined
  async function open(address = '/', options: OpenOptions = {}): Promise<Page> {
    const {
      before,
      early = false,
      fresh = false,
      colorScheme,
      reducedMotion,
      viewport,
      ...rest
    } = options
    const plain = !before && !early && !fresh && Object.keys(rest).length === 0
    let page = plain && standing?.isClosed() === false ? standing : undefined
    if (page) {
      // Away first: the address may be the one that is open.
      await page.goto(`${served.url}#/left`)
      await page.evaluate(() => localStorage.clear())
    } else {
      // Each page has threads that others would wait for.
      for (const context of browser.contexts()) {
        for (const old of context.pages()) await old.close()
      }
      const own = Object.keys(rest).length > 0
      const context = own ? await browser.newContext(rest) : await shared
      page = await context.newPage()
      await page.addInitScript(() => {
        if (sessionStorage.getItem('begun')) return
        sessionStorage.setItem('begun', 'yes')
        localStorage.clear()
      })
      if (before) await page.addInitScript(before)
      if (plain) standing = page
    }
    await page.setViewportSize(viewport ?? WIDE)
    await page.emulateMedia({
      colorScheme: colorScheme ?? 'light',
      reducedMotion: reducedMotion ?? 'no-preference',
    })
    await page.goto(`${served.url}#${address}`)
    if (!early) await settled(page)
    return page
  }
  return {
    url: served.url,
    open,
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
