// Steps in a row, then the growth of memory since the first tenth, as JSON. Needs --expose-gc.
import { createWasm } from '@cmgsae/tensor'
import { createStep } from './workload.ts'

const steps = Number(process.argv[2])
const backend = await createWasm({ threads: 2, variant: 'plain', screen: true })
const { step } = await createStep(backend, { batch: 32, width: 64, latents: 512, k: 8 })

const memory = () => {
  globalThis.gc!()
  globalThis.gc!()
  return process.memoryUsage()
}

for (let i = 0; i < steps / 10; i++) await step()
const before = memory()
const held = backend.bytes
for (let i = steps / 10; i < steps; i++) await step()
const after = memory()
console.log(
  JSON.stringify({
    backend: backend.name,
    heapGrowth: after.heapUsed - before.heapUsed,
    externalGrowth: after.external + after.arrayBuffers - before.external - before.arrayBuffers,
    wasmGrowth: backend.bytes - held,
  }),
)
backend.dispose()
