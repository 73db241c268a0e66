import type { Dice } from '../dice.ts'
import type { BackgroundName } from '../picture/background.ts'
import type { ColourName, Paint } from '../picture/palette.ts'
import type { Voice } from '../sound/voice.ts'

/** SVG shapes in the box from (−50, −50) to (50, 50), with y downwards; outlines are inherited. */
export type Drawing = (paint: Paint, dice: Dice) => string

/** The sound alone, from its onset to the end of the sample, in any loudness. */
export type Synthesis = (voice: Voice) => Float32Array

/** A kind of thing; it is seen where it has a drawing, heard where it has a synthesis. */
export interface Concept {
  /** The class; first among its nouns. */
  readonly name: string
  /** Other nouns that captions use for it. */
  readonly synonyms?: readonly string[]
  /** `the sea`, or none as in `rain`; default `a`. */
  readonly article?: 'the' | 'none'
  readonly plural?: boolean
  /** What it does, as 'barking'; where it is heard, what it sounds like. */
  readonly doing: readonly string[]
  readonly draw?: Drawing
  /** Colours it comes in; none where a colour would say nothing about it. */
  readonly colours?: readonly ColourName[]
  readonly play?: Synthesis
  /** Whether its pace can be heard. */
  readonly rhythmic?: boolean
}

/** Related concepts. */
export interface ConceptGroup {
  readonly name: string
  readonly concepts: readonly Concept[]
  /** Names of the groups that tend to share a scene with it. */
  readonly related: readonly string[]
  /** Where its concepts are seen. */
  readonly places: readonly BackgroundName[]
}
