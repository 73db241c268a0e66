import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { prepareWorld } from '../../scripts/prepare-world.ts'
import { DIST } from './dist.ts'

/**
 * What visitors get is what is tested: the minified build, with the built-in world. With DEMO_BUILT
 * set, what lies in the folder already.
 */
export async function setup(): Promise<void> {
  if (process.env['DEMO_BUILT'] && existsSync(join(DIST, 'index.html'))) return
  await prepareWorld()
  const root = fileURLToPath(new URL('../..', import.meta.url))
  await build({ root, logLevel: 'error', build: { outDir: DIST, emptyOutDir: true } })
}
