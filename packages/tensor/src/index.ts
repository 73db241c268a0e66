export type { Activation, LatentGroups } from './activation.ts'
export type {
  AdamOp,
  Backend,
  CodeGradientOp,
  DecodeOp,
  EncodeOp,
  LatentRange,
  Resident,
  ResidentCodes,
  ResidualOp,
  Span,
  WeightGradientOp,
} from './backend.ts'
export { compact, concatCodes, densify, sparseCodes, type SparseCodes } from './codes.ts'
export { TensorError } from './errors.ts'
export { gather, matrix, row, type Matrix } from './matrix.ts'
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
