/** The folder of the tiny CLAP that the repository brings: windows of 3 s at 16 kHz. */
export const TINY_CLAP = new URL(
  '../../../../tooling/tiny-models/models/tiny-clap/',
  import.meta.url,
)
