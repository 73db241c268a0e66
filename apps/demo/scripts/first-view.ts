// `pnpm --filter @cmgsae/demo first-view [ROOM …]`: how long a first visit takes, on the build in
// dist/ (or DEMO_DIST): a browser just started, nothing in its cache. Milliseconds from the
// navigation and seconds of all cores, medians of RUNS visits (environment, default 5).
import { ISOLATED } from '@cmgsae/vitest/chromium'
import { rooms } from '../src/app/rooms.ts'
import { launchChromium } from '../test/support/browser.ts'
import { DIST } from '../test/support/dist.ts'
import { serveFolder } from './serve/serve-folder.ts'

interface Visit {
  /** First contentful paint. */
  readonly paint: number
  /** The room's last skeleton gone, its last picture there. */
  readonly complete: number
  /** Seconds that all processes of the browser have computed for the visit. */
  readonly cpu: number
  /** Files, and their kilobytes as they were sent. */
  readonly requests: number
  readonly kilobytes: number
}

const RUNS = Number(process.env['RUNS'] ?? 5)
const asked = process.argv.slice(2)
const served = await serveFolder(DIST, { port: 0, headers: ISOLATED })
// The server reads and compresses a file when it is first asked for: not a part of the visit.
await visit('/')
console.log(`${'room'.padEnd(10)}   paint  complete  reloaded   cpu s  requests      kB`)
for (const { name, path } of rooms) {
  if (asked.length > 0 && !asked.includes(name.toLowerCase())) continue
  const visits: (Visit & { reloaded: number })[] = []
  for (let n = 0; n < RUNS; n++) visits.push(await visit(path))
  const median = (key: keyof (typeof visits)[0], digits = 0) => {
    const values = visits.map((one) => one[key]).sort((a, b) => a - b)
    return values[values.length >> 1]!.toFixed(digits)
  }
  console.log(
    name.padEnd(10) +
      median('paint').padStart(8) +
      median('complete').padStart(10) +
      median('reloaded').padStart(10) +
      median('cpu', 1).padStart(8) +
      median('requests').padStart(10) +
      median('kilobytes').padStart(8),
  )
}
await served.close()

async function visit(path: string): Promise<Visit & { reloaded: number }> {
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  let [requests, bytes] = [0, 0]
  page.on('response', (response) => {
    requests++
    void response
      .request()
      .sizes()
      .then(
        ({ responseBodySize }) => void (bytes += responseBodySize),
        () => undefined,
      )
  })
  await page.addInitScript(watch)
  const session = await browser.newBrowserCDPSession()
  const idle = await cpu()
  await page.goto(`${served.url}#${path}`)
  const first = await seen()
  const told = { ...first, cpu: (await cpu()) - idle, requests, kilobytes: bytes / 1000 }
  await page.reload()
  const { complete: reloaded } = await seen()
  await browser.close()
  return { ...told, reloaded }

  async function cpu() {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
  }

  async function seen() {
    const isComplete = () => (globalThis as { complete?: number }).complete !== undefined
    await page.waitForFunction(isComplete)
    // A room that goes on after a moment has taken the mark back.
    await page.waitForTimeout(500)
    await page.waitForFunction(isComplete)
    return page.evaluate(() => ({
      complete: (globalThis as unknown as { complete: number }).complete,
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    }))
  }
}

/** In the page: keeps the time at which the room last became complete as `complete`. */
function watch(): void {
  const now = globalThis as { complete?: number | undefined }
  const look = () => {
    const whole =
      document.querySelector('main h1') !== null &&
      document.querySelector('.skeleton') === null &&
      [...document.querySelectorAll('img')].every(
        ({ complete, loading, y }) => complete || (loading === 'lazy' && y > innerHeight),
      )
    if (whole) now.complete ??= performance.now()
    else now.complete = undefined
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
