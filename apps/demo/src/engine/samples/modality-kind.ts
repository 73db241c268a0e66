import type { Kind } from '../types.ts'

/** How a modality is shown, told by its name. */
export function modalityKind(name: string): Kind {
  if (/im(a)?g|pict|photo|vision/i.test(name)) return 'image'
  if (/text|caption|word|name/i.test(name)) return 'text'
  if (/audio|sound|speech|music/i.test(name)) return 'audio'
  return 'other'
}
