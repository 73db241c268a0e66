import { useEffect, useState } from 'react'
import type { Media } from '../../engine/types.ts'
import { pictureOf } from '../../media/sample-media.ts'
import { classes } from '../classes.ts'
import { Icon } from '../controls/icon.tsx'

/** A sample's picture in a square of its own, which is there before the picture is. */
export function Picture({
  media,
  modality,
  sample,
  alt,
  className,
}: {
  readonly media: Media
  readonly modality: string
  readonly sample: number
  /** What is to be seen: the caption, or empty where that stands beside it. */
  readonly alt: string
  readonly className?: string
}) {
  const [url, setUrl] = useState<string | null>()
  useEffect(() => {
    let current = true
    setUrl(undefined)
    pictureOf(media, modality, sample).then(
      (found) => current && setUrl(found),
      () => current && setUrl(null),
    )
    return () => void (current = false)
  }, [media, modality, sample])
  return (
    <div className={classes('aspect-square overflow-hidden rounded-md bg-sunken', className)}>
      {url ? (
        <img
          src={url}
          alt={alt}
          loading="lazy"
          onError={() => setUrl(null)}
          className="size-full object-cover"
        />
      ) : (
        url === null && (
          <div role="img" aria-label={alt} className="grid size-full place-items-center text-faint">
            <Icon name="image" />
          </div>
        )
      )}
    </div>
  )
}
