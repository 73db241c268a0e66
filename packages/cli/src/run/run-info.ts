import type { SplitSpec } from '@cmgsae/data'
import type { Recipe } from '@cmgsae/model'
import type { WasmBackend } from '@cmgsae/tensor'
import { CliError } from '../errors.ts'
import { checkSource, type FileReference, type SampleSource } from '../samples/source.ts'

/** A run by which another fills in what its samples lack, and a hash of its weights. */
export interface FillingRun extends FileReference {
  readonly fingerprint: string
}

/** What the command line adds to a saved run, so that it can be resumed and evaluated. */
export interface RunInfo {
  readonly source: SampleSource
  readonly split: SplitSpec
  /** Number of samples the source held. */
  readonly samples: number
  readonly fingerprints: Readonly<Record<string, string>>
  /** The recipe as asked for, before sizes were filled in. */
  readonly recipe: Recipe
  readonly backend: BackendName
  readonly filling?: FillingRun
  /** The WebAssembly that trains it: a resumed run must round as it began. */
  readonly variant?: WasmBackend['variant']
}

export type BackendName = 'wasm' | 'gpu' | 'reference'

/** @throws CliError when the run was not made by `cmgsae train` */
export function readRunInfo(info: Readonly<Record<string, unknown>>, run: string): RunInfo {
  const source = checkSource(info['source'], run)
  const { split, samples, recipe } = info as Partial<RunInfo>
  if (!split || samples === undefined || !recipe) {
    throw new CliError(`${run}/config.json lacks what cmgsae train notes there; train again`)
  }
  return { ...(info as unknown as RunInfo), source }
}
