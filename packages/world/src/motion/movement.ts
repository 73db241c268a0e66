/** How something shakes a recorder that lies near it: what its trace is made of, in Hz and in g. */
export interface Movement {
  /** A steady vibration. */
  readonly hum?: Wave
  /** A slow swing, each axis in a phase of its own. */
  readonly sway?: Wave
  /** Jolts that ring out; rate 0: a single one. */
  readonly knock?: Wave
  /** Irregular trembling, of this spread. */
  readonly tremble?: number
  /** How much of it goes along x, y and z; default: all of it along each. */
  readonly axes?: readonly [number, number, number]
}

/** `[times a second, size]` */
export type Wave = readonly [hertz: number, g: number]
