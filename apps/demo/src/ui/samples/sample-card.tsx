import type { ReactNode } from 'react'
import { useRun } from '../../app/run-context.ts'
import { classes } from '../classes.ts'
import { Caption } from '../display/caption.tsx'
import { ModalityBadge } from '../display/modality-badge.tsx'
import { Picture } from './picture.tsx'
import { Player } from './player.tsx'
import { sampleTitle } from './sample-title.ts'

/**
 * A sample in the given modalities: picture, player and words, as far as it has them. What it only
 * has as a vector is named by its number.
 */
export function SampleCard({
  sample,
  modalities,
  size = 'sm',
  footer,
  className,
}: {
  readonly sample: number
  /** Names of what to show; default: all. */
  readonly modalities?: readonly string[]
  readonly size?: 'sm' | 'md' | 'lg'
  readonly footer?: ReactNode
  readonly className?: string
}) {
  const { summary } = useRun()
  const { media, captions } = summary.samples
  const title = sampleTitle(summary, sample)
  const shown = summary.modalities.filter(({ name }) => modalities?.includes(name) ?? true)
  return (
    <figure className={classes('flex min-w-0 flex-col gap-2', className)}>
      {shown.map(({ name, kind }) => {
        if (kind === 'image') {
          return <Picture key={name} {...{ media, modality: name, sample }} alt={title} />
        }
        if (kind === 'audio') {
          return <Player key={name} {...{ media, modality: name, sample, size }} label={title} />
        }
        if (kind === 'text' && captions) {
          return (
            <Caption key={name} large={size === 'lg'}>
              {captions[sample]!}
            </Caption>
          )
        }
        return (
          <div key={name} className="rounded-md bg-sunken px-3 py-2 text-xs text-faint">
            <ModalityBadge kind={kind} name={name} /> of sample {sample}
          </div>
        )
      })}
      {footer !== undefined && (
        <figcaption className="min-w-0 text-xs text-soft">{footer}</figcaption>
      )}
    </figure>
  )
}
