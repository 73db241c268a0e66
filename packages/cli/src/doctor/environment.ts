/** A variable that changes how every command computes. */
export interface Variable {
  readonly name: string
  /** What it may be, and what is done without it. */
  readonly about: string
}

export const VARIABLES: readonly Variable[] = [
  { name: 'CMGSAE_THREADS', about: 'threads, 1 to 32; unset: one a core; changes no result' },
  {
    name: 'CMGSAE_VARIANT',
    about: 'plain (same bytes on every machine) or relaxed (rounds once less); unset: measured',
  },
  {
    name: 'CMGSAE_SCREEN',
    about:
      'on, int16 or off: integers find the top latents first, int8 where it is fast; unset: measured; changes no result',
  },
]
