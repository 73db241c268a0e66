import type { MediaInput } from './media.ts'

/** What a server can be asked to embed. */
export type Modality = 'text' | 'image' | 'audio'

/** What an adapter of each modality takes. */
export interface InputOf {
  text: string
  image: MediaInput
  audio: MediaInput
}
