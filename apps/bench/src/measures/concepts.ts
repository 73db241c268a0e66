import type { Model } from '@cmgsae/model'
import { conceptMap } from '@cmgsae/probes'
import type { SparseCodes } from '@cmgsae/tensor'
import type { ConceptFigure } from './figures.ts'

const SHOWN = 12
const CLASSES = 3

/**
 * Latents that two modalities use, evenly spaced from the most to the least active: what a concept
 * looks like, not what the best of them looks like.
 */
export function concepts(
  { modalities, partition }: Model,
  codes: readonly SparseCodes[],
  labels: Int32Array,
  classes: readonly string[],
): ConceptFigure[] {
  const names = modalities.map(({ name }) => name)
  const of = <T>(value: (s: number) => T) =>
    Object.fromEntries(names.map((name, s) => [name, value(s)]))
  const map = conceptMap({
    codes: of((s) => codes[s]!),
    partition,
    labels: of(() => labels),
    samples: 1,
    classes: CLASSES,
  })
  const density = (latent: (typeof map.latents)[number]) =>
    names.reduce((sum, name) => sum + latent.modalities[name]!.density, 0)
  const common = map.latents
    .filter((latent) => names.filter((name) => latent.modalities[name]!.density > 0).length > 1)
    .sort((a, b) => density(b) - density(a))
  const count = Math.min(SHOWN, common.length)
  return Array.from({ length: count }, (_, i) => {
    const latent = common[Math.floor((i * common.length) / count)]!
    return {
      latent: latent.latent,
      group: partition.names[latent.group]!,
      sides: names.map((name) => {
        const side = latent.modalities[name]!
        return {
          modality: name,
          density: round(side.density),
          classes: side.classes.map(({ class: c, share }) => ({
            name: classes[c]!,
            share: round(share),
          })),
        }
      }),
    }
  })
}

const round = (value: number) => Math.round(1e4 * value) / 1e4
