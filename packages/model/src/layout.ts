import type { LatentRange, Span } from '@cmgsae/tensor'
import { ModelError } from './errors.ts'
import type { Modality } from './model.ts'
import type { Recipe } from './recipe.ts'

/** Where modalities, latents and atoms lie in the matrices of a model. */
export interface Layout {
  readonly modalities: readonly Modality[]
  readonly latents: number
  /** Columns of a sample: all modalities side by side. */
  readonly sampleWidth: number
  /** Columns of an atom: the same for joint atoms, one space's width for a shared basis. */
  readonly atomWidth: number
  /** Per modality: its columns in samples and atoms. */
  readonly spans: readonly Span[]
  /** Columns of an encoder's row: an atom's, or one space's width for a shared encoder. */
  readonly encoderWidth: number
  /** Per modality: its columns in samples and rows of the encoder. */
  readonly encoderSpans: readonly Span[]
  /** Latents that serve every modality. */
  readonly sharedLatents: LatentRange
  /** Per modality: latents that serve it alone. */
  readonly privateLatents: readonly LatentRange[]
  /** Per modality: the latents a code from that modality alone may use. */
  readonly ranges: readonly (readonly LatentRange[])[]
}

/**
 * Lays out p latents: first the shared ones, then each modality's private block.
 * @throws ModelError when a shared basis meets unequal widths or private latents
 */
export function layout(
  modalities: readonly Modality[],
  latents: number,
  { sharing, privateShare, preset }: Recipe,
): Layout {
  const widths = modalities.map(({ width }) => width)
  if (sharing !== 'joint') {
    if (new Set(widths).size > 1) {
      const found = modalities.map(({ name, width }) => `${name} ${width}`).join(', ')
      throw new ModelError(
        `preset "${preset}" shares one ${sharing} and needs equal widths, found ${found}; choose cmgsae, cross or separate`,
      )
    }
    if (sharing === 'basis' && privateShare > 0) {
      throw new ModelError(`privateShare ${privateShare} needs joint atoms, not a shared basis`)
    }
  }
  const total = widths.reduce((sum, width) => sum + width, 0)
  const spans: Span[] = []
  const encoderSpans: Span[] = []
  let column = 0
  for (const width of widths) {
    spans.push({ x: column, w: sharing === 'basis' ? 0 : column, width })
    encoderSpans.push({ x: column, w: sharing === 'joint' ? column : 0, width })
    column += width
  }
  const inPrivate = Math.round(privateShare * latents)
  const each = Math.floor(inPrivate / modalities.length)
  const sharedCount = privateShare === 1 ? 0 : latents - each * modalities.length
  const privateLatents: LatentRange[] = []
  let from = sharedCount
  for (let s = 0; s < modalities.length; s++) {
    const left = modalities.length - s
    const size = privateShare === 1 ? Math.ceil((latents - from) / left) : each
    privateLatents.push([from, from + size])
    from += size
  }
  const ranges = privateLatents.map(([start, end]) =>
    (
      [
        [0, sharedCount],
        [start, end],
      ] as const
    ).filter(([a, b]) => b > a),
  )
  return {
    modalities,
    latents,
    sampleWidth: total,
    atomWidth: sharing === 'basis' ? widths[0]! : total,
    spans,
    encoderWidth: sharing === 'joint' ? total : widths[0]!,
    encoderSpans,
    sharedLatents: [0, sharedCount],
    privateLatents,
    ranges,
  }
}

/** Whether a latent takes part in codes and reconstructions of modality s. */
export function serves({ sharedLatents, privateLatents }: Layout, latent: number, s: number) {
  const [from, to] = privateLatents[s]!
  return latent < sharedLatents[1] || (latent >= from && latent < to)
}

/** @throws ModelError for a modality that the data lack */
export function modalityNamed({ modalities }: Layout, name: string, field: string): number {
  const s = modalities.findIndex((modality) => modality.name === name)
  if (s >= 0) return s
  const known = modalities.map((modality) => modality.name).join(', ')
  throw new ModelError(`${field} is "${name}"; it must be one of ${known}`)
}
