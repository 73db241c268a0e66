/** A CSS colour, variables and theme resolved, as `rgb()` or the like: what canvases understand. */
export function resolveColour(colour: string): string {
  const probe = document.createElement('span')
  probe.style.color = colour
  document.body.append(probe)
  const resolved = getComputedStyle(probe).color
  probe.remove()
  return resolved
}

/** The same as red, green, blue and opacity from 0 to 1. */
export function rgba(colour: string): [number, number, number, number] {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!
  context.fillStyle = resolveColour(colour)
  context.fillRect(0, 0, 1, 1)
  const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(0, 0, 1, 1).data
  return [r / 255, g / 255, b / 255, a / 255]
}
