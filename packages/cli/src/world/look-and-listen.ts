import {
  spectrogram,
  type MotionTrace,
  type World,
  type WorldClass,
  type WorldSample,
} from '@cmgsae/world'
import { formatCount } from '../terminal/format.ts'
import { encodeMask } from './encode-mask.ts'
import { pageScript, pageStyle } from './page-style.ts'
import { sampleId, soundPath } from './sample-files.ts'

/** index.html: one sample of each class to look at, listen to and read, group by group. */
export function lookAndListen(world: World, count: number): string {
  const { seed, groups, classes } = world
  // A block of as many samples as classes has each of them once.
  const first = Array.from({ length: Math.min(count, classes.length) }, (_, n) => world.sample(n))
  const shown = groups.flatMap(({ name }) => {
    const kinds = classes.filter(({ group }) => group === name)
    const cards = kinds.flatMap((kind) => {
      const sample = first.find(({ label }) => label === kind.name)
      return sample ? [card(sample, kind)] : []
    })
    return cards.length > 0 ? [{ name, cards }] : []
  })
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The concept world, seed ${seed}</title>
<link rel="icon" href="data:,">
<style>${pageStyle}</style>
<header>
<h1>A world to see, hear, feel and read about</h1>
<p>${formatCount(count)} samples of ${classes.length} classes in ${groups.length} groups, seed ${seed}. Here is one sample of each class. Press a spectrogram to hear it: three seconds from left to right, 50 Hz at the bottom to 8 kHz at the top. Below it, the same seconds as an accelerometer in a pocket feels them, along three axes, up to ${G} g.</p>
<nav>${shown.map(({ name }) => `<a href="#${name}">${name}</a>`).join('')}</nav>
</header>
<main>
${shown.map(({ name, cards }) => `<section id="${name}">\n<h2>${name} <small>${cards.length}</small></h2>\n<ul>\n${cards.join('\n')}\n</ul>\n</section>`).join('\n')}
</main>
<script>${pageScript}</script>
</html>
`
}

function card(
  { index, svg, sound, motion, gait, caption, label }: WorldSample,
  kind: WorldClass,
): string {
  const mask = `url(data:image/png;base64,${Buffer.from(encodeMask(spectrogram(sound))).toString('base64')})`
  const only = kind.seen ? (kind.heard ? '' : 'only seen') : 'only heard'
  return `<li>${svg.replace('<svg ', `<svg role="img" aria-label="picture of sample ${index}" `)}
<button data-sound="${soundPath(index)}" aria-label="play the sound of sample ${sampleId(index)}, ${label}"><i style="mask-image:${mask};-webkit-mask-image:${mask}"></i><b></b></button>
<div class="motion"><svg viewBox="0 0 149 40" preserveAspectRatio="none" role="img" aria-label="motion of sample ${index}">${axes(motion)}</svg></div>
<div class="words"><h3>${label}${only ? ` <em>${only}</em>` : ''}</h3><p>${escaped(caption)}</p><p><small>felt while ${gait}</small></p></div></li>`
}

/** What the strip of a motion reaches up and down, in g: few samples knock harder. */
const G = 0.6

/** Each axis about its mean, in units of the view box. */
function axes({ xyz }: MotionTrace): string {
  return [0, 1, 2]
    .map((axis) => {
      const values = xyz.filter((_, j) => j % 3 === axis)
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const points = [...values].map((value, i) => {
        const part = Math.max(-1, Math.min(1, (value - mean) / G))
        return `${i},${(20 - 19 * part).toFixed(1)}`
      })
      return `<polyline points="${points.join(' ')}"/>`
    })
    .join('')
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
