/** What the address of the room holds: the form, as far as it differs from what it begins with. */
export interface TrainSearch {
  /** The run whose samples are trained on; none: those of the open run. */
  readonly on?: string | undefined
  readonly preset?: string | undefined
  /** What replaces the preset's choices; read by `readChoices`, which comes with the room. */
  readonly set?: Readonly<Record<string, unknown>> | undefined
  readonly seed?: number | undefined
}

export function parseTrainSearch(search: Readonly<Record<string, unknown>>): TrainSearch {
  const { on, preset, set, seed } = search
  return {
    ...(typeof on === 'string' && { on }),
    ...(typeof preset === 'string' && { preset }),
    ...(typeof set === 'object' && set !== null && { set: set as Record<string, unknown> }),
    ...(Number.isInteger(seed) && Number(seed) >= 0 && { seed: Number(seed) }),
  }
}
