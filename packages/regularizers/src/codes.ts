import { RegularizerError } from './errors.ts'

/**
 * A batch of codes in one modality: dense (`values` n×p, row-major) or, with offsets and indices,
 * compressed sparse rows: row n holds the entries offsets[n] … offsets[n+1]. The arrays may be longer
 * than what is stored. A sample that lacks the modality has an empty row, or zeros.
 */
export interface Codes {
  readonly rows: number
  /** p */
  readonly latents: number
  readonly values: Float32Array
  /** rows+1 entries */
  readonly offsets?: Uint32Array | undefined
  /** Latent of each entry, in any order, each once a row. */
  readonly indices?: Uint32Array | undefined
}

/** Where row n's entries start in `values`; those of the last row end where row `rows` would start. */
export function rowStart({ offsets, latents }: Codes, n: number): number {
  return offsets ? offsets[n]! : n * latents
}

/** ‖z_n‖ */
export function rowNorm(codes: Codes, n: number): number {
  const end = rowStart(codes, n + 1)
  let squares = 0
  for (let e = rowStart(codes, n); e < end; e++) squares += codes.values[e]! ** 2
  return Math.sqrt(squares)
}

/** @throws RegularizerError unless all modalities agree in shape and the arrays hold it */
export function checkCodes(codes: readonly Codes[], into?: readonly Float32Array[]): void {
  const first = codes[0]
  if (!first) throw new RegularizerError('codes is empty; give one batch of codes per modality')
  for (let s = 0; s < codes.length; s++) {
    const { rows, latents, values, offsets, indices } = codes[s]!
    if (rows !== first.rows || latents !== first.latents) {
      throw new RegularizerError(
        `codes[${s}] is ${rows}×${latents}, codes[0] ${first.rows}×${first.latents}; all must have one shape`,
      )
    }
    if ((offsets === undefined) !== (indices === undefined)) {
      throw new RegularizerError(
        `codes[${s}] has ${offsets ? 'offsets' : 'indices'} only; sparse codes need both`,
      )
    }
    if (offsets && offsets.length < rows + 1) {
      throw new RegularizerError(
        `codes[${s}].offsets holds ${offsets.length} entries; ${rows} rows need ${rows + 1}`,
      )
    }
    const stored = rowStart(codes[s]!, rows)
    checkRoom(`codes[${s}].values`, values, stored)
    if (indices) checkRoom(`codes[${s}].indices`, indices, stored)
    if (into) {
      if (!into[s]) {
        throw new RegularizerError(`into holds ${into.length} arrays; ${codes.length} are needed`)
      }
      checkRoom(`into[${s}]`, into[s]!, stored)
    }
  }
}

function checkRoom(name: string, { length }: { readonly length: number }, stored: number): void {
  if (length < stored) {
    throw new RegularizerError(`${name} holds ${length} entries; the codes store ${stored}`)
  }
}
