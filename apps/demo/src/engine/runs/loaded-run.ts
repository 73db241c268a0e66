import type { Run } from '@cmgsae/model'
import type { Tables } from '../concepts/tables.ts'
import type { Encoders } from '../embed/encoders.ts'
import type { Samples } from '../samples/samples.ts'

/** A run as it was read, before anything is computed. */
export interface LoadedRun {
  readonly title: string
  readonly run: Run
  readonly samples: Samples
  readonly encoders: Encoders | null
  readonly layout: Float32Array | null
  readonly tables: Tables | null
}
