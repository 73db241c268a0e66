import type { WorldSample } from '@cmgsae/world'
import type { DualEncoder } from '../encoders/index.ts'

type Modality = DualEncoder['modality']

/** Whether pictures, or sounds, can show a class or do show a concept of a sample. */
export function isShown(
  { seen, heard }: { readonly seen: boolean; readonly heard: boolean },
  modality: Modality,
): boolean {
  return modality === 'image' ? seen : heard
}

/** Whether the picture, or the sound, shows anything that the sample is about. */
export function isShownAny({ concepts }: WorldSample, modality: Modality): boolean {
  return concepts.some((concept) => isShown(concept, modality))
}

/** Whether the picture, or the sound, shows the concept that is the sample's label. */
export function isShownMain({ concepts }: WorldSample, modality: Modality): boolean {
  return isShown(concepts[0]!, modality)
}
