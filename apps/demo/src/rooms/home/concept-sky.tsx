import { useEffect, useRef, useState } from 'react'
import { useRun } from '../../app/run-context.ts'
import { useTheme } from '../../app/theme.ts'
import { resolveColour } from '../../ui/charts/resolve-colour.ts'
import { modalityColour } from '../../ui/display/index.ts'
import type { LitLatent } from './shared-code.ts'

/** Side of the drawing, in its own units. */
const SIDE = 600
const RADIUS = SIDE / 2 - 24

/** All concepts as a sky of faint points; those that a sample lights glow, rings say by what. */
export function ConceptSky({
  positions,
  lit,
  pair,
}: {
  readonly positions: Float32Array | undefined
  readonly lit: readonly LitLatent[] | undefined
  readonly pair: readonly [string, string]
}) {
  const { summary, latentName } = useRun()
  const [pointed, setPointed] = useState<number | null>(null)
  const colours = pair.map((name) =>
    modalityColour(summary.modalities.find((modality) => modality.name === name)!.kind),
  ) as [string, string]
  const most = Math.max(...(lit ?? []).map(({ first, second }) => Math.max(first, second)), 0.01)
  const at = (latent: number) =>
    [0, 1].map((axis) => {
      const value = positions?.[2 * latent + axis] ?? 0
      return SIDE / 2 + RADIUS * (axis === 0 ? value : -value)
    }) as [number, number]
  const shown = lit?.find(({ latent }) => latent === pointed)

  return (
    <figure className="flex flex-col gap-3">
      <div className="relative aspect-square max-h-[30rem] w-full self-center rounded-lg border border-line bg-sunken lg:aspect-[5/4] lg:max-h-[28rem]">
        <div className="absolute inset-0 mx-auto aspect-square h-full max-w-full">
          <Stars positions={positions} />
          <svg
            role="img"
            aria-label={describe(lit, latentName, pair)}
            viewBox={`0 0 ${SIDE} ${SIDE}`}
            className="absolute inset-0 size-full"
          >
            <defs>
              <radialGradient id="glow">
                <stop offset="0.2" className="glow-core" />
                <stop offset="1" className="glow-edge" />
              </radialGradient>
            </defs>
            {positions &&
              lit?.map(({ latent, first, second }) => {
                const [x, y] = at(latent)
                const radius = (value: number) => 4 + 11 * Math.sqrt(value / most)
                const shared = first > 0 && second > 0
                return (
                  <g
                    key={latent}
                    transform={`translate(${x} ${y})`}
                    className="lit"
                    onPointerEnter={() => setPointed(latent)}
                    onPointerLeave={() => setPointed(null)}
                  >
                    {shared && (
                      <circle r={radius(Math.max(first, second)) * 2.4} fill="url(#glow)" />
                    )}
                    {first > 0 && (
                      <circle
                        r={radius(first)}
                        fill="none"
                        strokeWidth={3}
                        style={{ stroke: colours[0] }}
                      />
                    )}
                    {second > 0 && (
                      <circle
                        r={radius(second) + (shared ? 3.5 : 0)}
                        fill="none"
                        strokeWidth={3}
                        style={{ stroke: colours[1] }}
                      />
                    )}
                    <circle r={shared ? 3.5 : 2} className="fill-ink" />
                    <circle r={22} fill="transparent" />
                  </g>
                )
              })}
          </svg>
        </div>
        <p
          aria-hidden="true"
          className="absolute bottom-3 left-3 max-w-[90%] truncate rounded-sm bg-surface px-2 py-1 text-xs empty:hidden"
        >
          {shown && `${latentName(shown.latent)} · concept ${shown.latent}`}
        </p>
      </div>
      <figcaption className="flex flex-wrap gap-x-5 gap-y-1 text-xs text-soft">
        {pair.map((name, side) => (
          <span key={name} className="flex items-center gap-1.5">
            <span
              aria-hidden="true"
              className="size-3 rounded-full border-2"
              style={{ borderColor: colours[side] }}
            />
            lit by {name}
          </span>
        ))}
        <span className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="size-3 rounded-full bg-ink shadow-[0_0_0_3px_var(--color-tint)]"
          />
          lit by both
        </span>
      </figcaption>
    </figure>
  )
}

/** The dark concepts, on a canvas: there may be thousands. */
function Stars({ positions }: { readonly positions: Float32Array | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [theme] = useTheme()
  useEffect(() => {
    if (!positions) return
    const element = canvas.current!
    const scale = Math.min(2, devicePixelRatio)
    element.width = scale * SIDE
    element.height = scale * SIDE
    const context = element.getContext('2d')!
    context.scale(scale, scale)
    context.fillStyle = resolveColour('var(--color-edge)')
    context.globalAlpha = 0.55
    const radius = positions.length > 4000 ? 1 : 1.7
    context.beginPath()
    for (let i = 0; 2 * i < positions.length; i++) {
      const x = SIDE / 2 + RADIUS * positions[2 * i]!
      const y = SIDE / 2 - RADIUS * positions[2 * i + 1]!
      context.moveTo(x + radius, y)
      context.arc(x, y, radius, 0, 2 * Math.PI)
    }
    context.fill()
  }, [positions, theme])
  return <canvas ref={canvas} aria-hidden="true" className="absolute inset-0 size-full" />
}

function describe(
  lit: readonly LitLatent[] | undefined,
  latentName: (latent: number) => string,
  [first, second]: readonly [string, string],
): string {
  if (!lit) return 'Concepts of the dictionary'
  const both = lit.filter((latent) => latent.first > 0 && latent.second > 0)
  const names = [...new Set(both.map(({ latent }) => latentName(latent)))].slice(0, 6)
  const list = names.length > 0 ? `: ${names.join(', ')}` : ''
  return `Map of the dictionary. ${both.length} concepts are lit by both ${first} and ${second}${list}`
}
