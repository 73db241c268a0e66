import { extname } from 'node:path'

export type Kind = 'image' | 'audio' | 'text'

/** Formats that no decoder here knows are among them: such a file is refused by name, not overlooked. */
const extensions: Readonly<Record<Kind, readonly string[]>> = {
  image: '.png .jpg .jpeg .webp .gif .avif .tif .tiff .bmp .heic .svg'.split(' '),
  audio: '.wav .flac .ogg .oga .opus .mp3 .m4a .aac .aif .aiff'.split(' '),
  text: ['.txt'],
}

const kinds = new Map(
  Object.entries(extensions).flatMap(([kind, all]) => all.map((name) => [name, kind as Kind])),
)

/** What a file holds by its name: a picture, a sound, a text, or nothing that can be embedded. */
export function kindOf(path: string): Kind | undefined {
  return kinds.get(extname(path).toLowerCase())
}
