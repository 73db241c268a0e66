import axe, { type Result } from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe calls serious or critical, each with the elements it is about. */
export async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe
    return (await run(document)).violations
  })
  return violations
    .filter(({ impact }: Result) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }: Result) =>
        `${id}: ${help} (${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')})`,
    )
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
