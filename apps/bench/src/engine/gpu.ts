import { createWasm, type Backend, type Resident } from '@cmgsae/tensor'
import { createGpuBackend, inspectGpu } from '@cmgsae/tensor/gpu'
import { round, time, type EngineRow, type Section } from './row.ts'
import { createStep, type Sizes } from './workload.ts'

const grid: readonly Sizes[] = [2048, 8192, 32_768].map((latents) => ({
  batch: 1024,
  width: 1024,
  latents,
  k: 32,
}))
const quickGrid: readonly Sizes[] = [{ batch: 128, width: 128, latents: 1024, k: 16 }]

/** Steps after which the GPU's loss and weights are compared with WebAssembly's. */
const COMPARED = 3

/** A whole training step on the GPU, beside WebAssembly and beside what the GPU's limits allow. */
export const gpu: Section = async function* ({ quick, note, signal }) {
  note('GPU adapters')
  const found = (await inspectGpu()).find(({ mode }) => mode === 'webgpu')!
  if (found.error !== undefined) {
    yield { name: 'gpu', backend: 'gpu', absent: found.error }
    return
  }
  const machine = {
    backend: `gpu (webgpu${found.software ? ', software' : ''})`,
    device: found.adapter,
    driver: found.driver ?? 'unnamed',
    date: new Date().toISOString().slice(0, 10),
  }
  const small = quick || found.software === true
  note('limits of the GPU')
  const limits = await deviceLimits(small)
  yield { name: 'gpuLimits', ...machine, ...limits }

  for (const sizes of small ? quickGrid : grid) {
    signal.throwIfAborted()
    note(`step on the GPU, ${sizes.latents} latents`)
    const runs = small ? 3 : 15
    const ours = await run(await createGpuBackend({ mode: 'webgpu' }), sizes, runs, signal)
    note(`step on WebAssembly, ${sizes.latents} latents`)
    const wasm = await run(await createWasm({ screen: false }), sizes, runs, signal)
    yield {
      name: 'step',
      variant: 'f32',
      ...machine,
      ...sizes,
      ...ours.timing,
      parity: { loss: distance([ours.loss], [wasm.loss]), w: distance(ours.w, wasm.w) },
      wasm: wasm.name,
      wasmMs: wasm.timing.ms,
      timesWasm: round(wasm.timing.ms / ours.timing.ms),
      ...shares(sizes, ours.timing.ms, limits),
    } satisfies EngineRow
  }
}

/** Loss and weights after a few steps, then the time of a step. */
async function run(backend: Backend, sizes: Sizes, runs: number, signal: AbortSignal) {
  let weights: Resident | undefined
  const observed: Backend = {
    ...backend,
    learn(op) {
      weights = op.w
      return backend.learn(op)
    },
  }
  const { step } = await createStep(observed, sizes)
  let loss = 0
  for (let i = 0; i < COMPARED; i++) loss = await step()
  const w = new Float32Array(sizes.latents * sizes.width)
  await backend.read(weights!, w)
  const timing = await time(step, { runs, warm: 1, signal })
  backend.dispose()
  return { name: backend.name, loss, w, timing }
}

/** The largest difference in units of the largest entry. */
function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let largest = 0
  let scale = 0
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(actual[i]! - expected[i]!))
    scale = Math.max(scale, Math.abs(expected[i]!))
  }
  return Number((largest / scale).toPrecision(2))
}

/** The product alone, and weights and moments read and written once, as shares of the limits. */
function shares({ batch, width, latents }: Sizes, ms: number, limits: DeviceLimits) {
  const flops = 2 * batch * width * latents
  const bytes = 4 * 6 * width * latents
  return {
    shareOfGflops: round(flops / ms / 1e6 / limits.gflops),
    shareOfBandwidth: round(bytes / ms / 1e6 / limits.gigabytesPerSecond),
  }
}

interface DeviceLimits {
  readonly gflops: number
  readonly gigabytesPerSecond: number
}

const THREADS = 64
const SUMS = 8
const ROUNDS = 512

/** Nothing but multiplications and additions in registers. */
const multiply = `
@group(0) @binding(0) var<storage, read> source : array<vec4f>;
@group(0) @binding(1) var<storage, read_write> target_ : array<vec4f>;
@compute @workgroup_size(${THREADS}) fn main(@builtin(global_invocation_id) id : vec3u) {
  let a = source[id.x & 1u];
  let b = source[2u + (id.x & 1u)];
  ${Array.from({ length: SUMS }, (_, i) => `var s${i} = vec4f(f32(id.x + ${i}u));`).join('\n  ')}
  for (var r = 0u; r < ${ROUNDS}u; r++) {
    ${Array.from({ length: SUMS }, (_, i) => `s${i} = fma(s${i}, a, b);`).join(' ')}
  }
  target_[id.x] = ${Array.from({ length: SUMS }, (_, i) => `s${i}`).join(' + ')};
}`

/** Nothing but a load and a store. */
const copy = `
@group(0) @binding(0) var<storage, read> source : array<vec4f>;
@group(0) @binding(1) var<storage, read_write> target_ : array<vec4f>;
@compute @workgroup_size(${THREADS}) fn main(@builtin(global_invocation_id) id : vec3u) {
  target_[id.x] = source[id.x];
}`

/** What no float32 kernel can pass on this device: FMA rate, and copying of memory. */
async function deviceLimits(small: boolean): Promise<DeviceLimits> {
  const adapter = await navigator.gpu.requestAdapter()
  const device = await adapter!.requestDevice()
  // As many threads as one dimension of a dispatch takes: 64 MiB of memory each way.
  const groups = small ? 1024 : 65_535
  const threads = groups * THREADS
  const rounds = small ? 2 : 20
  const buffer = () =>
    device.createBuffer({ size: 16 * threads, usage: GPU_STORAGE, mappedAtCreation: false })
  const entries = [buffer(), buffer()].map((resource, binding) => ({
    binding,
    resource: { buffer: resource },
  }))
  async function seconds(code: string): Promise<number> {
    const module = device.createShaderModule({ code })
    const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } })
    const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })
    let least = Infinity
    for (let i = 0; i < 4; i++) {
      const encoder = device.createCommandEncoder()
      for (let r = 0; r < rounds; r++) {
        const pass = encoder.beginComputePass()
        pass.setPipeline(pipeline)
        pass.setBindGroup(0, group)
        pass.dispatchWorkgroups(groups)
        pass.end()
      }
      const start = performance.now()
      device.queue.submit([encoder.finish()])
      await device.queue.onSubmittedWorkDone()
      least = Math.min(least, (performance.now() - start) / 1000 / rounds)
    }
    return least
  }
  const gflops = (threads * ROUNDS * SUMS * 8) / (await seconds(multiply)) / 1e9
  const gigabytesPerSecond = (threads * 32) / (await seconds(copy)) / 1e9
  device.destroy()
  return { gflops: round(gflops), gigabytesPerSecond: round(gigabytesPerSecond) }
}

/** GPUBufferUsage.STORAGE, a global that Node lacks. */
const GPU_STORAGE = 0x80
