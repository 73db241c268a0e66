import type { Kind, ModalitySummary, RunSummary } from '../engine/types.ts'
import { DemoError } from '../errors.ts'

const names: Readonly<Record<Kind, string>> = {
  image: 'pictures',
  audio: 'sounds',
  text: 'texts',
  other: 'such inputs',
}

/** The modality of a run that embeds inputs of a kind, if there is one. */
export function takerOf({ modalities }: RunSummary, kind: Kind): ModalitySummary | undefined {
  return modalities.find((modality) => modality.kind === kind && modality.embeds)
}

/** Whether a file is a picture or a sound, by its type; undefined: neither. */
export function kindOfFile(type: string): 'image' | 'audio' | undefined {
  const [kind] = type.split('/')
  return kind === 'image' || kind === 'audio' ? kind : undefined
}

/** The modality that a typed text is embedded in. @throws DemoError where the run takes none */
export function textTaker(run: RunSummary): string {
  return taker(run, 'text')
}

/** The modality that a file is embedded in. @throws DemoError where the run takes none of its kind */
export function fileTaker(run: RunSummary, { name, type }: File): string {
  const kind = kindOfFile(type)
  if (kind) return taker(run, kind)
  throw new DemoError(
    `${name} is neither a picture nor a sound; choose a png, jpeg, webp, wav, mp3, flac or ogg file`,
  )
}

function taker(run: RunSummary, kind: Kind): string {
  const modality = takerOf(run, kind)
  if (modality) return modality.name
  throw new DemoError(
    `${run.title} brings no encoder of ${names[kind]}; ask about one of its samples instead`,
  )
}
