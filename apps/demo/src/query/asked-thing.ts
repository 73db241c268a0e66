import type { RunSummary } from '../engine/types.ts'
import { DemoError } from '../errors.ts'
import { sampleTitle } from '../ui/samples/index.ts'
import type { AskedSearch } from './asked.ts'
import type { HeldFile } from './held-files.ts'

/** What a room is asked about, in itself. */
export type AskedThing =
  | { readonly kind: 'sample'; readonly sample: number }
  | { readonly kind: 'text'; readonly text: string }
  /** Without `held`, the page was loaded anew since the file was given. */
  | { readonly kind: 'file'; readonly name: string; readonly held: HeldFile | undefined }

/** The thing of an address; without any, the first sample that training did not see. */
export function askedThing(
  { file, text, sample }: AskedSearch,
  { samples }: RunSummary,
  held: HeldFile | undefined,
): AskedThing {
  if (file !== undefined) return { kind: 'file', name: file, held }
  if (text !== undefined) return { kind: 'text', text }
  return { kind: 'sample', sample: sample ?? samples.heldOut[0] ?? 0 }
}

export function titleOf(thing: AskedThing, run: RunSummary): string {
  if (thing.kind === 'sample') return sampleTitle(run, thing.sample)
  return thing.kind === 'text' ? thing.text : thing.name
}

/** What is wrong with a sample's number, if anything is. */
export function sampleError(thing: AskedThing, { samples }: RunSummary): Error | undefined {
  if (thing.kind !== 'sample' || thing.sample < samples.count) return undefined
  return new DemoError(
    `there is no sample ${thing.sample}; the run has ${samples.count}, counted from 0`,
  )
}
