import type { ConceptFigure } from '../measures/figures.ts'
import { escape } from './markup.ts'

/** A card for each latent: which classes have most of its activation, in each modality. */
export function conceptCards(concepts: readonly ConceptFigure[]): string {
  const cards = concepts.map(({ latent, group, sides }) => {
    const columns = sides.map(({ modality, density, classes }) => {
      const bars = classes.map(
        ({ name, share }) =>
          `<li><span>${escape(name.replaceAll('_', ' '))}</span><i style="width:${Math.round(100 * share)}%"></i><b>${Math.round(100 * share)} %</b></li>`,
      )
      const rate = density === 0 ? 'silent' : `in ${percent(density)} of samples`
      return `<div><h4>${escape(modality)} <span>${rate}</span></h4><ul>${bars.join('')}</ul></div>`
    })
    return `<figure class="concept"><figcaption><b>latent ${latent}</b> <span>${escape(group)}</span></figcaption>${columns.join('')}</figure>`
  })
  return cards.length > 0 ? `<div class="concepts">${cards.join('\n')}</div>` : ''
}

const percent = (share: number) =>
  share < 0.01 ? `${(100 * share).toFixed(1)} %` : `${Math.round(100 * share)} %`
