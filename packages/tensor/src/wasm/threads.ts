import { TensorError } from '../errors.ts'
import { hasSharedMemory } from './load.ts'
import { canSpawn } from './spawn.ts'

/** More bring nothing and a state of each would have to be merged for every row. */
const MOST = 32

let told = false

/** Processors of this machine that the process may use. */
export function cores(): number {
  const os = globalThis.process?.getBuiltinModule?.('node:os')
  return os?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1
}

/**
 * Threads to run on: those asked for (the environment variable CMGSAE_THREADS where nothing is), or
 * one a core. Without shared memory or workers it is one, which is said once.
 * @throws TensorError unless the number is whole and from 1 to 32
 */
export function threadsFor(asked: number | undefined): number {
  const named = globalThis.process?.env?.['CMGSAE_THREADS']
  const wanted = asked ?? (named ? Number(named) : Math.min(MOST, cores()))
  if (!(Number.isInteger(wanted) && wanted >= 1 && wanted <= MOST)) {
    const shown = asked ?? `"${named}" in CMGSAE_THREADS`
    throw new TensorError(`threads is ${shown}; it must be a whole number from 1 to ${MOST}`)
  }
  if (wanted === 1 || (hasSharedMemory() && canSpawn())) return wanted
  if (!told) {
    told = true
    // Whoever embeds us must learn why it is slow, and only once.
    // oxlint-disable-next-line no-console
    console.warn(
      hasSharedMemory()
        ? 'cmgsae: no workers here, so one thread; Node needs 20.16 or newer for more'
        : 'cmgsae: no shared memory here, so one thread; serve the page with Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp for more',
    )
  }
  return 1
}
