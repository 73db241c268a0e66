import { useEffect, useRef, type RefObject } from 'react'
import uPlot from 'uplot'
import { useTheme } from '../../app/theme.ts'
import { resolveColour } from './resolve-colour.ts'

/** Lines and labels in the colours of the theme; resolves anything CSS calls a colour. */
export interface PlotInk {
  readonly axis: uPlot.Axis
  colour(css: string): string
}

/**
 * A uPlot in an element that it fills. It is made anew for another theme or `shape`, and only given
 * other data otherwise.
 */
export function usePlot(
  data: uPlot.AlignedData,
  options: (ink: PlotInk) => Omit<uPlot.Options, 'width' | 'height'>,
  shape: string,
): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const [theme] = useTheme()

  useEffect(() => {
    const holder = element.current!
    const { width, height } = holder.getBoundingClientRect()
    const made = new uPlot({ ...options(plotInk()), width, height }, data, holder)
    plot.current = made
    const observer = new ResizeObserver(([entry]) => {
      const box = entry!.contentRect
      if (box.width > 0) made.setSize({ width: box.width, height: box.height })
    })
    observer.observe(holder)
    return () => {
      observer.disconnect()
      made.destroy()
    }
  }, [theme, shape])

  useEffect(() => plot.current?.setData(data), [data])
  return element
}

function plotInk(): PlotInk {
  return {
    colour: resolveColour,
    axis: {
      stroke: resolveColour('var(--color-faint)'),
      font: '12px "IBM Plex Sans Variable", sans-serif',
      labelFont: '12px "IBM Plex Sans Variable", sans-serif',
      grid: { stroke: resolveColour('var(--color-line)'), width: 1 },
      ticks: { show: false },
      size: 44,
    },
  }
}
