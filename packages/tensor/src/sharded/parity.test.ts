import { parity } from '../parity/parity.ts'
import { createWasm } from '../wasm/index.ts'

// Their sizes leave shards of uneven sizes, of fewer than 8 latents and of none.
for (const { shards, threads, screen } of [
  { shards: 3, threads: 1, screen: true },
  { shards: 2, threads: 2, screen: false },
]) {
  parity(`wasm (${shards} shards, ${threads} threads, screen ${screen})`, () =>
    createWasm({ shards, threads, screen, variant: 'plain' }),
  )
}
