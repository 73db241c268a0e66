import { useEffect, useState } from 'react'
import type { Media } from '../../engine/types.ts'
import { soundOf } from '../../media/sample-media.ts'
import { classes } from '../classes.ts'
import { Icon } from '../controls/icon.tsx'
import { usePlayback } from './playback.ts'

const FLAT = new Float32Array(64).fill(0.06)

/** A sample's sound: a button, and its waveform, which is a slider over its time. */
export function Player({
  media,
  modality,
  sample,
  label,
  size = 'md',
  className,
}: {
  readonly media: Media
  readonly modality: string
  readonly sample: number
  /** What is to be heard, such as the caption. */
  readonly label: string
  readonly size?: 'sm' | 'md' | 'lg'
  readonly className?: string
}) {
  const key = `${modality} ${sample}`
  const load = () => soundOf(media, modality, sample)
  const { isPlaying, share, toggle, seek } = usePlayback(load, key)
  const [peaks, setPeaks] = useState<Float32Array | null>(FLAT)
  useEffect(() => {
    let current = true
    setPeaks(FLAT)
    load().then(
      (sound) => current && setPeaks(sound && sound.peaks),
      () => current && setPeaks(null),
    )
    return () => void (current = false)
  }, [media, key])

  if (peaks === null) return <p className="text-xs text-faint">no sound</p>
  return (
    <div className={classes('flex min-w-0 items-center gap-2 text-audio', className)}>
      <button
        type="button"
        onClick={toggle}
        aria-label={`${isPlaying ? 'Pause' : 'Play'} ${label}`}
        className={classes(
          'grid shrink-0 place-items-center rounded-full border border-audio transition-colors hover:bg-audio hover:text-paper',
          { sm: 'size-7', md: 'size-9', lg: 'size-11' }[size],
        )}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} size={size === 'sm' ? 13 : 16} />
      </button>
      <div
        className={classes('relative min-w-0 flex-1', { sm: 'h-7', md: 'h-9', lg: 'h-14' }[size])}
      >
        <Waveform peaks={peaks} share={share} />
        <input
          type="range"
          min={0}
          max={1}
          step={0.01}
          value={share}
          aria-label={`Position in ${label}`}
          aria-valuetext={`${Math.round(100 * share)} %`}
          onChange={(event) => seek(Number(event.target.value))}
          className="absolute inset-0 size-full cursor-pointer appearance-none rounded-sm bg-transparent opacity-0 focus-visible:opacity-100 [&::-webkit-slider-thumb]:opacity-0"
        />
      </div>
    </div>
  )
}

function Waveform({ peaks, share }: { readonly peaks: Float32Array; readonly share: number }) {
  const bar = (x: number) => {
    const height = Math.max(1.5, 20 * peaks[x]!)
    return `M${x + 0.5} ${10 - height / 2}v${height}`
  }
  const path = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => bar(from + at)).join('')
  const at = Math.round(share * peaks.length)
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${peaks.length} 20`}
      preserveAspectRatio="none"
      className="size-full"
      fill="none"
      stroke="currentColor"
      strokeWidth="0.55"
    >
      <path d={path(0, at)} />
      <path d={path(at, peaks.length)} opacity={at > 0 ? 0.35 : 0.75} />
    </svg>
  )
}
