// Puts the built app beside the built command, for `cmgsae view` of an installed package. Without one
// the rest still works; `--required` is for publishing.
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [from, to] = ['../../../apps/demo/dist', '../dist/app'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
) as [string, string]

if (existsSync(join(from, 'index.html'))) {
  // The manifest of the build is for its tests.
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('.vite') })
} else {
  process.stderr.write(
    'apps/demo is not built (pnpm --filter @cmgsae/demo bundle): no app for cmgsae view\n',
  )
  if (process.argv.includes('--required')) process.exitCode = 1
}
