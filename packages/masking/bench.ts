/** Milliseconds per batch of 128 samples in two modalities of 512 entries: the median of 400 fills. */
import { block, independent, mix, modality, none, shared } from './src/index.ts'

const batch = { seed: 1, rows: 128, widths: [512, 512] }
const visible = new Uint8Array(128 * 1024)

const strategies = {
  none: none(),
  shared: shared({ rate: 0.3 }),
  independent: independent({ rate: 0.3 }),
  block: block({ rate: 0.3, length: 16 }),
  modality: modality(),
  views: mix([
    [modality(), 0.7],
    [shared({ rate: 0.3 }), 0.3],
  ]),
}

for (const [name, strategy] of Object.entries(strategies)) {
  for (let step = 0; step < 200; step++) strategy.fill(visible, { ...batch, step })
  const times = Float64Array.from({ length: 400 }, (_, step) => {
    const start = performance.now()
    strategy.fill(visible, { ...batch, step })
    return performance.now() - start
  }).sort()
  process.stdout.write(`${name.padEnd(12)} ${times[200]!.toFixed(3)} ms\n`)
}
