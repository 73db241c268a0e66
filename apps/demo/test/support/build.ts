import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
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
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  // Apart from the test runner, whose NODE_ENV would bundle the React of developers.
  execFileSync(
    process.execPath,
    [vite, 'build', '--outDir', DIST, '--emptyOutDir', '--logLevel', 'error'],
    { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } },
  )
}
