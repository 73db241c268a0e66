import { totalmem } from 'node:os'
import { parity } from '../parity/parity.ts'
import { loadWasm } from './backend.ts'

// Addresses beyond 2³¹ are negative as signed integers, and an end at 2³² would be 0. Pages below that
// nobody touches cost nothing.
const missing = totalmem() < 8 * 2 ** 30 ? 'the machine has less than 8 GiB' : undefined

for (const { name, below, ...choice } of [
  { name: 'across 2 GiB', below: 2 ** 31 - 2 ** 20, threads: 2, screen: true },
  { name: 'below 4 GiB', below: 2 ** 32 - 2 ** 28, threads: 1, screen: false },
]) {
  parity(
    `wasm, ${name}`,
    async () => {
      const backend = (await loadWasm({ ...choice, variant: 'plain' }))()
      const ballast = backend.matrix(1, below / 4)
      // The ballast must live as long as the backend.
      return { ...backend, dispose: () => (backend.release(ballast), backend.dispose()) }
    },
    missing,
  )
}
