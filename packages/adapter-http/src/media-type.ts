import type { Modality } from './modality.ts'

const latin = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to))

/** Media types by what a file begins with; 12 bytes are enough. */
const SIGNATURES: readonly (readonly [type: string, begins: (bytes: Uint8Array) => boolean])[] = [
  ['image/png', (b) => latin(b, 0, 8) === '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', (b) => latin(b, 0, 3) === '\xff\xd8\xff'],
  ['image/gif', (b) => /^GIF8[79]a/.test(latin(b, 0, 6))],
  ['image/webp', (b) => /^RIFF.{4}WEBP/s.test(latin(b, 0, 12))],
  ['image/avif', (b) => /^ftypavi[fs]/.test(latin(b, 4, 12))],
  ['image/heic', (b) => /^ftyp(hei[cx]|mif1)/.test(latin(b, 4, 12))],
  ['image/tiff', (b) => /^(II\*\0|MM\0\*)/.test(latin(b, 0, 4))],
  ['image/bmp', (b) => latin(b, 0, 2) === 'BM'],
  ['audio/wav', (b) => /^RIFF.{4}WAVE/s.test(latin(b, 0, 12))],
  ['audio/flac', (b) => latin(b, 0, 4) === 'fLaC'],
  ['audio/ogg', (b) => latin(b, 0, 4) === 'OggS'],
  ['audio/mp4', (b) => /^ftyp(M4A|mp4|isom)/.test(latin(b, 4, 12))],
  ['audio/webm', (b) => latin(b, 0, 4) === '\x1a\x45\xdf\xa3'],
  ['audio/mpeg', (b) => /^(ID3|\xff[\xe2-\xff])/.test(latin(b, 0, 3))],
]

/** The media type of an encoded image or sound; undefined for what begins like neither. */
export function sniffMediaType(bytes: Uint8Array): string | undefined {
  return SIGNATURES.find(([, begins]) => begins(bytes))?.[0]
}

/** The formats that are told apart, such as 'png, jpeg'. */
export function knownFormats(modality: Modality): string {
  const types = SIGNATURES.map(([type]) => type).filter((type) => type.startsWith(`${modality}/`))
  return types.map((type) => type.slice(modality.length + 1)).join(', ')
}
