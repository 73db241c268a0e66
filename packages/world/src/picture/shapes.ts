import { ink } from './palette.ts'

export const circle = (cx: number, cy: number, r: number, fill: string): string =>
  `<circle cx="${n(cx)}" cy="${n(cy)}" r="${n(r)}" fill="${fill}"/>`

export const ellipse = (cx: number, cy: number, rx: number, ry: number, fill: string): string =>
  `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"/>`

/** From the corner (x, y); `round` is the radius of its corners. */
export function box(
  [x, y]: readonly [number, number],
  [width, height]: readonly [number, number],
  fill: string,
  round = 0,
): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${n(round)}" fill="${fill}"/>`
}

/** A filled path. */
export const shape = (d: string, fill: string): string => `<path d="${d}" fill="${fill}"/>`

/** An open path of the given thickness. */
export const line = (d: string, width = 2, colour = ink): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}"/>`

/** An open path of the given thickness, with an outline. */
export const tube = (d: string, width: number, colour: string): string =>
  line(d, width + 4) + line(d, width, colour)

/** Shapes with outlines of the given thickness. */
export const bold = (width: number, ...shapes: readonly string[]): string =>
  `<g stroke-width="${n(width)}">${shapes.join('')}</g>`

/** Shapes without outlines. */
export const flat = (...shapes: readonly string[]): string =>
  `<g stroke="none">${shapes.join('')}</g>`

/** Shapes turned by degrees around (x, y). */
export const turned = (
  degrees: number,
  [x, y]: readonly [number, number],
  ...shapes: readonly string[]
): string => `<g transform="rotate(${n(degrees)} ${n(x)} ${n(y)})">${shapes.join('')}</g>`

/** Shapes moved by (x, y). */
export const moved = (x: number, y: number, ...shapes: readonly string[]): string =>
  `<g transform="translate(${n(x)} ${n(y)})">${shapes.join('')}</g>`

/** `count` times what `each` gives for 0, 1, … */
export const times = (count: number, each: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => each(i)).join('')

/** Two decimals, in as few characters as they take. */
export function n(value: number): string {
  return String(Math.round(value * 100) / 100)
}
