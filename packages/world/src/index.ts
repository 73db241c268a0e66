export { WorldError } from './errors.ts'
export {
  rasterise,
  rasterisePixels,
  type Pixels,
  type RasteriseOptions,
} from './render/rasterise.ts'
export { loadRasteriser, type RasteriserSource } from './render/resvg.ts'
export { SAMPLE_RATE } from './sound/voice.ts'
export { encodeWav } from './wav.ts'
export {
  createWorld,
  type SampleConcept,
  type World,
  type WorldClass,
  type WorldGroup,
  type WorldOptions,
  type WorldSample,
} from './world.ts'
