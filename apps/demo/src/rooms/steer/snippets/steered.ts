import type { Edit, Steering } from '../../../engine/types.ts'

/** What is told to whoever goes on elsewhere. */
export interface Steered {
  /** The run's title. */
  readonly run: string
  readonly of: { readonly sample: number } | { readonly text: string } | { readonly file: string }
  /** In the order in which they are applied. */
  readonly edits: readonly NamedEdit[]
  readonly steering: Pick<Steering, 'before' | 'after'>
  readonly latents: number
  readonly modalities: readonly string[]
}

export interface NamedEdit extends Edit {
  readonly name: string
}

/** Digits that tell activations apart. */
export const DIGITS = 6

export const short = (value: number): number => Number(value.toPrecision(DIGITS))
