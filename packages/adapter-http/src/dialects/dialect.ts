import type { Modality } from '../modality.ts'

/** How a kind of server is asked and how it answers. Plain data and two pure functions. */
export interface Dialect {
  /** What follows the base URL, such as `/embeddings`. */
  readonly path: string
  /** The most inputs of one request, for each modality that it can embed at all. */
  readonly maxInputs: Readonly<Partial<Record<Modality, number>>>
  /** The JSON body that asks for the vectors of the inputs. */
  body(request: DialectRequest): Readonly<Record<string, unknown>>
  /** The vectors in an answer, any JSON; undefined where it holds none. */
  read(answer: unknown): readonly AnsweredVector[] | undefined
}

export interface DialectRequest {
  readonly model: string
  readonly modality: Modality
  /** Texts, or the URLs and data: URIs of images and sounds. */
  readonly inputs: readonly string[]
  /** How numbers are to be written; answers are read in either way. */
  readonly encoding: 'float' | 'base64'
  /** Length of vector to ask for; undefined leaves it to the model. */
  readonly dimensions: number | undefined
}

export interface AnsweredVector {
  /** Of which input, from 0; undefined where the dialect answers in the order of the inputs. */
  readonly index?: unknown
  /** Numbers, or little-endian float32 in base64; checked by the caller. */
  readonly embedding: unknown
}
