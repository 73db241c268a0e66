import { HttpAdapterError } from './errors.ts'
import type { InputOf, Modality } from './modality.ts'
import type { Sender } from './sender.ts'

/** A grey PNG of 32×32 pixels: encoders refuse or misread an image of one. */
const GREY =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAJklEQVR42u3NMQ0AAAwDoEqv9KrYsQQMkB6LQCAQCAQCgUAg+BIMLd4AWwUPN68AAAAASUVORK5CYII='

/**
 * The width of a server's vectors, asked for by embedding one tiny input.
 * @throws HttpAdapterError where the server embeds none; signal.reason when the signal aborts
 */
export async function probeWidth<M extends Modality>(
  modality: M,
  { request }: Sender<InputOf[M]>,
  signal: AbortSignal,
): Promise<number> {
  const tiny = { text: 'a', image: GREY, audio: tone() }[modality] as InputOf[M]
  try {
    const [vector] = await request([tiny], signal)
    return vector!.length
  } catch (error) {
    if (!HttpAdapterError.isInstance(error)) throw error
    throw error.withMessage(
      `${error.message} (asked for one tiny ${modality} to learn the width; give \`width\` to skip this)`,
    )
  }
}

/** A WAV of 440 Hz, 0.1 s of 16-bit mono at 48 kHz, the rate that CLAP and Infinity want. */
function tone(): Uint8Array {
  const rate = 48_000
  const samples = Int16Array.from({ length: rate / 10 }, (_, i) =>
    Math.round(8000 * Math.sin((2 * Math.PI * 440 * i) / rate)),
  )
  const wav = new DataView(new ArrayBuffer(44 + samples.length * 2))
  const tag = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) wav.setUint8(at + i, text.charCodeAt(i))
  }
  tag(0, 'RIFF')
  wav.setUint32(4, 36 + samples.length * 2, true)
  tag(8, 'WAVEfmt ')
  wav.setUint32(16, 16, true)
  wav.setUint16(20, 1, true)
  wav.setUint16(22, 1, true)
  wav.setUint32(24, rate, true)
  wav.setUint32(28, rate * 2, true)
  wav.setUint16(32, 2, true)
  wav.setUint16(34, 16, true)
  tag(36, 'data')
  wav.setUint32(40, samples.length * 2, true)
  samples.forEach((sample, i) => wav.setInt16(44 + i * 2, sample, true))
  return new Uint8Array(wav.buffer)
}
