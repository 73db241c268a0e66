import type { Check } from './checks.ts'
import { command } from './command.ts'

interface Measured {
  readonly name: string
  readonly passed: boolean
  readonly size: number
  readonly sizeLimit: number
}

/** Holds what was built against `size-limit` in the package's own package.json, where there is one. */
export const size: Check = async ({ folder, manifest }) => {
  if (!manifest['size-limit']) return undefined
  const output = await command('pnpm', ['exec', 'size-limit', '--json'], { cwd: folder }).catch(
    // It exits 1 above the limit, having said the same on its standard output.
    (error: Error) => error.message.slice(error.message.indexOf('[')),
  )
  const measured = JSON.parse(output) as Measured[]
  const remarks = measured.map(
    ({ name, size: bytes, sizeLimit }) => `${name}: ${kilobytes(bytes)} of ${kilobytes(sizeLimit)}`,
  )
  if (measured.some(({ passed }) => !passed)) throw new Error(`too large: ${remarks.join(', ')}`)
  return remarks.join(', ')
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
