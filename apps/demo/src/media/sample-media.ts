import { earlyWorker } from '../early.ts'
import { connect } from '../engine/rpc/connect.ts'
import type { Media } from '../engine/types.ts'
import type { MediaMaker } from './media-maker.ts'
import { peaksOf } from './peaks.ts'

/** An address to play, and the peaks to draw it by. */
export interface PlayableSound {
  readonly url: string
  readonly peaks: Float32Array
}

/** Pictures and sounds kept at hand; the oldest go first. */
const KEPT = 600

let maker: MediaMaker | undefined
const theMaker = () =>
  (maker ??= connect<MediaMaker>(
    earlyWorker(
      'media',
      () => new Worker(new URL('./media.worker.ts', import.meta.url), { type: 'module' }),
    ),
  ))

const pictures = createKept<string>()
const sounds = createKept<PlayableSound>()

/** The address of a sample's picture, null where it has none. */
export function pictureOf(media: Media, modality: string, sample: number): Promise<string | null> {
  if (media.kind === 'files') return Promise.resolve(media.urls[modality]?.[sample] ?? null)
  const { seed } = media
  return pictures(`${seed} ${sample}`, async () => {
    const svg = await theMaker().picture({ seed, sample })
    return URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  })
}

/** A sample's sound, null where it has none. */
export async function soundOf(
  media: Media,
  modality: string,
  sample: number,
): Promise<PlayableSound | null> {
  if (media.kind === 'world') {
    const { seed } = media
    return sounds(`${seed} ${sample}`, async () => {
      const { wav, peaks } = await theMaker().sound({ seed, sample })
      const blob = new Blob([wav as Uint8Array<ArrayBuffer>], { type: 'audio/wav' })
      return { url: URL.createObjectURL(blob), peaks }
    })
  }
  const url = media.urls[modality]?.[sample]
  return url ? sounds(url, async () => ({ url, peaks: await peaksAt(url) })) : null
}

/** Peaks of a file on the web. */
async function peaksAt(url: string): Promise<Float32Array> {
  const bytes = await (await fetch(url)).arrayBuffer()
  const decoded = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(bytes)
  return peaksOf(decoded.getChannelData(0), 64)
}

function createKept<T>() {
  const kept = new Map<string, Promise<T>>()
  return (key: string, make: () => Promise<T>): Promise<T> => {
    const found = kept.get(key)
    if (found) return found
    const made = make()
    made.catch(() => kept.delete(key))
    kept.set(key, made)
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
    return made
  }
}
