import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { ISOLATED } from '@cmgsae/vitest/chromium'
import { prepareWorld } from './prepare-world.ts'
import { serveFolder } from './serve/serve-folder.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const PORT = 4780

await prepareWorld()
console.log('building the app')
// What it warns of is for who changes the app, and said by `vite build`.
await build({ root, logLevel: 'error' })
const { url, close } = await serveFolder(`${root}dist`, { port: PORT, headers: ISOLATED })
if (new URL(url).port !== `${PORT}`) console.log(`port ${PORT} is in use; another is taken`)
console.log(`\n  ${url}\n\n  Ctrl-C ends it.`)
if (process.stdout.isTTY) openBrowser(url)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void close().then(() => process.exit(0)))
}

/** Opens the address where the system knows how; it has been printed in any case. */
function openBrowser(address: string): void {
  const [command, ...args] = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  }[process.platform as string] ?? ['xdg-open']
  const child = spawn(command!, [...args, address], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
