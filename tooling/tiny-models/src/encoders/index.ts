export {
  MAX_TOKENS,
  PROJECTION,
  type DualEncoder,
  type StoredFeatures,
  type Tower,
} from './dual-encoder.ts'
export { encoders } from './encoders.ts'
export { sensorGraph, storedSensorGraph, textGraph, type Initializers } from './graphs.ts'
export { tinyClap } from './tiny-clap.ts'
export { tinyClip } from './tiny-clip.ts'
