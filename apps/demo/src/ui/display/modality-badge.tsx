import type { Kind } from '../../engine/types.ts'
import { Icon } from '../controls/icon.tsx'

const colours = {
  image: 'text-image',
  audio: 'text-audio',
  text: 'text-text',
  other: 'text-other',
} as const

/** The text colour of a modality. */
export const modalityText = (kind: Kind): string => colours[kind]

/** The CSS colour of a modality, for drawings. */
export const modalityColour = (kind: Kind): string => `var(--color-${kind})`

/** A modality by colour, shape and name: never by colour alone. */
export function ModalityBadge({ kind, name }: { readonly kind: Kind; readonly name: string }) {
  return (
    <span className={`inline-flex items-center gap-1.5 text-xs font-semibold ${colours[kind]}`}>
      <Icon name={kind} size={14} />
      {name}
    </span>
  )
}
