export { inspectGpu, type GpuReport } from './adapters.ts'
export { createGpuBackend, type GpuBackend, type GpuBackendOptions } from './create.ts'
export type { GpuMode } from './gpu-js.ts'
