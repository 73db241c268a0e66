import { startApp, settled } from './support/index.ts'
const app = await startApp()
for (const arg of process.argv.slice(2)) {
  const [out, address, width = '1440', scheme = 'light', full] = arg.split('|')
  const page = await app.open(address, {
    viewport: { width: Number(width), height: Number(width) > 500 ? 900 : 844 },
    colorScheme: scheme as 'light',
    reducedMotion: 'reduce',
    early: true,
  })
  page.on('console', (m) => m.type() === 'error' && console.log('console', m.text()))
  page.on('pageerror', (e) => console.log('pageerror', e.message))
  await settled(page).catch((e) => console.log(String(e).slice(0, 200)))
  await page.waitForTimeout(4000)
  console.log(
    out,
    await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth].join('/')),
  )
  await page.screenshot({ path: `/tmp/${out}.png`, fullPage: Boolean(full) })
  await page.context().close()
}
await app.close()
