export interface WavOptions {
  /** 1 for whole numbers, 3 for floats. */
  tag?: number
  channels?: number
  sampleRate?: number
  bits?: number
  /** Wraps the format as WAVE_FORMAT_EXTENSIBLE. */
  extensible?: boolean
  /** What the data chunk says of its size, where that is not the truth. */
  claims?: number
  /** Chunks between the format and the samples, by name. */
  between?: Record<string, number[]>
}

/** A wav file around the bytes of its samples, written by hand. */
export function wavFile(
  data: ArrayLike<number>,
  options: WavOptions = {},
): Uint8Array<ArrayBuffer> {
  const { tag = 1, channels = 1, sampleRate = 8000, bits = 16, extensible, between = {} } = options
  const block = (channels * bits) / 8
  const format = [
    ...u16(extensible ? 0xfffe : tag),
    ...u16(channels),
    ...u32(sampleRate),
    ...u32(sampleRate * block),
    ...u16(block),
    ...u16(bits),
  ]
  if (extensible) format.push(...u16(22), ...u16(bits), ...u32(0), ...u16(tag), ...GUID_END)
  const chunks = [
    ...chunk('fmt ', format),
    ...Object.entries(between).flatMap(([id, bytes]) => chunk(id, bytes)),
    ...ascii('data'),
    ...u32(options.claims ?? data.length),
  ]
  const head = [...ascii('RIFF'), ...u32(4 + chunks.length + data.length), ...ascii('WAVE')]
  const file = new Uint8Array(head.length + chunks.length + data.length)
  file.set(head)
  file.set(chunks, head.length)
  file.set(data, head.length + chunks.length)
  return file
}

/** The little-endian bytes of numbers of one type. */
export function bytesOf(values: Int16Array | Int32Array | Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

/** amplitude · sin(2π · frequency · t), seconds long, at t = i / sampleRate. */
export function sine(
  frequency: number,
  { seconds = 0.5, sampleRate = 16000, amplitude = 0.5 } = {},
): Float32Array {
  const samples = new Float32Array(Math.round(seconds * sampleRate))
  return samples.map((_, i) => amplitude * Math.sin((2 * Math.PI * frequency * i) / sampleRate))
}

const GUID_END = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]

const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0))
const u16 = (value: number) => [value & 255, value >> 8]
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)]

/** A chunk of odd size is followed by a byte that its size does not count. */
function chunk(id: string, bytes: number[]): number[] {
  return [...ascii(id), ...u32(bytes.length), ...bytes, ...(bytes.length % 2 ? [0] : [])]
}
