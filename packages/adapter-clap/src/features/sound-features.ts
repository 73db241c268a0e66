import type { MonoSound } from '../sound/mono-sound.ts'
import { resampler, type Resampler } from '../sound/resampler.ts'
import { soundWindows } from '../sound/sound-windows.ts'
import { melSpectrogram } from './mel-spectrogram.ts'
import type { WindowFormat } from './window-format.ts'

/** One log-mel spectrogram, frames×bands, for each window of a sound. */
export type SoundFeatures = Float32Array<ArrayBuffer>[]

/** Makes the features of sounds of any rate. @throws signal.reason on an abort between windows */
export function soundFeatures(
  format: WindowFormat,
): (sound: MonoSound, signal?: AbortSignal) => Promise<SoundFeatures> {
  const spectrogram = melSpectrogram(format)
  const resamplers = new Map<number, Resampler>()
  return async (sound, signal) => {
    const from = sound.sampleRate
    const known = resamplers.get(from) ?? resampler(from, format.sampleRate)
    resamplers.set(from, known)
    const windows = soundWindows(sound, known, format.length)
    const features: SoundFeatures = []
    for (let i = 0; i < windows.count; i++) {
      // A long sound must not keep a page or a server from everything else.
      if (i > 0) await new Promise((resolve) => setTimeout(resolve))
      signal?.throwIfAborted()
      features.push(spectrogram(windows.read(i)))
    }
    return features
  }
}
