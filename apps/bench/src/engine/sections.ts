import { browser } from './browser.ts'
import { encodes } from './encodes.ts'
import { exactness } from './exactness.ts'
import { gpu } from './gpu.ts'
import { limits } from './limits.ts'
import type { Section } from './row.ts'
import { samples } from './samples.ts'
import { scaling } from './scaling.ts'
import { soak } from './soak.ts'
import { steps } from './steps.ts'
import { streaming } from './streaming.ts'
import { training } from './training.ts'

/** Everything that the benchmark measures; `limits` comes first, as others are shares of them. */
export const sections: Readonly<Record<string, Section>> = {
  limits,
  step: steps,
  encode: encodes,
  oneSample: samples,
  scaling,
  training,
  streaming,
  browser,
  gpu,
  exactness,
  soak,
}
