import axe, { type Result } from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe calls serious or critical, each with the elements it is about. */
export async function seriousViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe
    return (await run(document, { resultTypes: ['violations'] })).violations
  })
  return violations
    .filter(({ impact }: Result) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }: Result) =>
        `${id}: ${help} (${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')})`,
    )
}

/** The same of the light theme, and again of the dark one. */
export async function violationsInBothThemes(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(atRest)
    for (const violation of await seriousViolations(page))
      found.push(`${colorScheme}: ${violation}`)
  }
  return found
}

/** In the page: once colours that fade into others have done so, and those that inherit them. */
async function atRest(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  // What keeps its last state has ended all the same.
  const running = () => document.getAnimations().filter(({ playState }) => playState === 'running')
  await frame()
  do {
    await frame()
    await Promise.allSettled(running().map(({ finished }) => finished))
  } while (running().length > 0)
}

/** Names of what Tab reaches, in order, from the top of the page. */
export async function tabStops(page: Page, most = 60): Promise<string[]> {
  await page.evaluate(() => {
    // Blur alone does not do: Tab goes on from what had the focus last.
    const top = document.createElement('div')
    top.tabIndex = -1
    document.body.prepend(top)
    top.focus()
    top.remove()
  })
  const names: string[] = []
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => {
      const { activeElement: active } = document
      if (!active || active === document.body) return null
      return active.getAttribute('aria-label') ?? active.textContent?.trim() ?? active.tagName
    })
    if (name === null) break
    names.push(name)
  }
  return names
}
