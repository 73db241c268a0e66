import type { Random } from '@cmgsae/tensor'

/** A text as token ids, the start first; texts of equal `meaning` may stand for each other. */
export interface Text {
  readonly tokens: readonly number[]
  readonly meaning: number
}

export interface PairTexts {
  readonly caption: Text
  /** The name of what the sample is about, where picture or sound show it. */
  readonly name?: Text | undefined
}

const UNKNOWN = 1
/** Share of the samples that are told by their name alone, as classes are asked for. */
const NAMED = 0.3
/** Most unknown words on either side of a name: a template of any wording may stand around it. */
const AROUND = 6
/** Share of a caption's words that are hidden, so that a vector can do with what it knows. */
const HIDDEN = 0.1

/** A text of the sample, in a variant that means the same. */
export function varyText({ caption, name }: PairTexts, random: Random): Text {
  if (name && random.uniform() < NAMED) {
    const unknown = () => Array.from({ length: random.integer(AROUND + 1) }, () => UNKNOWN)
    const [start, ...words] = name.tokens
    return { meaning: name.meaning, tokens: [start!, ...unknown(), ...words, ...unknown()] }
  }
  const tokens = caption.tokens.map((token, i) =>
    i > 0 && random.uniform() < HIDDEN ? UNKNOWN : token,
  )
  return { meaning: caption.meaning, tokens }
}
