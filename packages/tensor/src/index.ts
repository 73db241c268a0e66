export type { Activation, LatentGroups } from './activation.ts'
export type {
  ActivationGradientOp,
  AdamHyper,
  AdamOp,
  Backend,
  BackprojectOp,
  ContrastiveOp,
  DecodeOp,
  EncodeOp,
  GradientTerm,
  GroupNormOp,
  LatentAxis,
  LatentRange,
  LearnOp,
  ReconstructOp,
  Region,
  Resident,
  ResidentCodes,
  SeededMask,
  Span,
  ViewOp,
  WeightGradient,
} from './backend.ts'
export { compact, concatCodes, densify, sparseCodes, type SparseCodes } from './codes.ts'
export { defaultBackend } from './default-backend.ts'
export { TensorError } from './errors.ts'
export { gather, matrix, row, unitRows, type Matrix } from './matrix.ts'
export { nextTask } from './next-task.ts'
export { createRandom, type Random } from './random.ts'
export { createReference } from './reference/index.ts'
export {
  parseSafetensorsHeader,
  safetensorsHeaderLength,
  type SafeDtype,
  type SafeEntry,
  type SafeHeader,
} from './safetensors-header.ts'
export {
  float32Tensor,
  float32Values,
  parseSafetensors,
  serializeSafetensors,
  type SafeTensor,
} from './safetensors.ts'
export { scopedBackend, type ScopedBackend } from './scoped-backend.ts'
export { shardsFor, type MemoryNeed } from './sharded/index.ts'
export { createWasm, inspectWasm, type WasmBackend, type WasmReport } from './wasm/index.ts'
