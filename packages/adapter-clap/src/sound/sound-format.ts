export type SoundFormat = 'wav' | 'flac' | 'vorbis' | 'opus' | 'mp3'

/** What the first bytes are of, whatever the file is called; undefined where it is none of these. */
export function soundFormat(bytes: Uint8Array): SoundFormat | undefined {
  const text = (at: number, length: number) =>
    String.fromCharCode(...bytes.subarray(at, at + length))
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WAVE') return 'wav'
  if (text(0, 4) === 'fLaC') return 'flac'
  if (text(0, 4) === 'OggS') {
    // The first packet follows the header of 27 bytes and its list of segments.
    const packet = 27 + bytes[26]!
    if (text(packet, 7) === '\x01vorbis') return 'vorbis'
    if (text(packet, 8) === 'OpusHead') return 'opus'
    if (text(packet, 5) === '\x7fFLAC') return 'flac'
    return undefined
  }
  if (text(0, 3) === 'ID3' || startsMpegFrame(bytes)) return 'mp3'
  return undefined
}

/** Eleven set bits, then a version, a layer, a bit rate and a sample rate that exist. */
function startsMpegFrame([sync = 0, kind = 0, rates = 0]: Uint8Array): boolean {
  const version = (kind >> 3) & 3
  const layer = (kind >> 1) & 3
  return (
    sync === 0xff &&
    kind >= 0xe0 &&
    version !== 1 &&
    layer !== 0 &&
    rates >> 4 !== 15 &&
    ((rates >> 2) & 3) !== 3
  )
}
