export { WorldError } from './errors.ts'
export type { MotionTrace } from './motion/compose-motion.ts'
export {
  rasterise,
  rasterisePixels,
  type Pixels,
  type RasteriseOptions,
} from './render/rasterise.ts'
export { loadRasteriser, type RasteriserSource } from './render/resvg.ts'
export { spectrogram, type Spectrogram, type SpectrogramOptions } from './sound/spectrogram.ts'
export { SAMPLE_RATE } from './sound/voice.ts'
export { encodeWav } from './wav.ts'
export {
  createWorld,
  WORLD_VERSION,
  type SampleConcept,
  type World,
  type WorldClass,
  type WorldGroup,
  type WorldOptions,
  type WorldSample,
} from './world.ts'
