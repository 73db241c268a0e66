import { parity } from '../parity/parity.ts'
import { loadWasm } from './backend.ts'

for (const choice of [
  { variant: 'plain', screen: true, threads: 1 },
  { variant: 'plain', screen: false, threads: 3 },
  { variant: 'relaxed', screen: true, threads: 2 },
] as const) {
  const { variant, screen, threads } = choice
  parity(`wasm (${variant}, screen ${screen}, ${threads} threads)`, async () =>
    (await loadWasm(choice))(),
  )
}
