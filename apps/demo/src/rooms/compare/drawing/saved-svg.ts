import { rgba } from '../../../ui/charts/resolve-colour.ts'

const FONT = "'IBM Plex Sans', 'Helvetica Neue', Arial, sans-serif"
const COLOURS = ['fill', 'stroke'] as const
const OTHERS = ['stroke-width', 'stroke-dasharray', 'opacity', 'font-size', 'font-weight'] as const

/**
 * A drawing of the page as a file of its own: colours of the theme as they are now, on paper. What
 * is marked `data-live` belongs to the page only.
 */
export function savedSvg(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const pairs = [...drawing.querySelectorAll('*')].map((from, at) => [
    from,
    copy.querySelectorAll('*')[at]!,
  ])
  const colours = new Map<string, string>()
  const inNumbers = (colour: string) => {
    let found = colours.get(colour)
    if (!found) colours.set(colour, (found = colour === 'none' ? colour : hex(colour)))
    return found
  }
  for (const [from, to] of pairs as [Element, Element][]) {
    const style = getComputedStyle(from)
    for (const name of COLOURS) to.setAttribute(name, inNumbers(style.getPropertyValue(name)))
    for (const name of OTHERS) to.setAttribute(name, style.getPropertyValue(name))
    to.removeAttribute('class')
    to.removeAttribute('style')
  }
  copy.querySelectorAll('[data-live]').forEach((element) => element.remove())
  const { width, height } = drawing.viewBox.baseVal
  const lines = new XMLSerializer().serializeToString(copy).replace(/^<svg[^>]*>/, '')
  return svgOf(width, height, lines)
}

/** An SVG of that size on the theme's paper around its contents. */
export function svgOf(width: number, height: number, contents: string): string {
  const body = contents.endsWith('</svg>') ? contents : `${contents}</svg>`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" font-family="${FONT}">` +
    `<rect width="100%" height="100%" fill="${hex('var(--color-surface)')}"/>${body}\n`
  )
}

/** A CSS colour as every program that reads SVG knows it. */
export function hex(colour: string): string {
  const [r, g, b] = rgba(colour)
  return `#${[r, g, b]
    .map((part) =>
      Math.round(255 * part)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
