import type { Tensor, Tokenizer, Transformers } from './transformers.ts'

export interface TokenizeOptions {
  /** The most tokens of a text; longer ones are cut, and keep the token that ends them. */
  readonly maxLength: number
  /** Pads to `maxLength` rather than to the longest text. */
  readonly padToMax?: boolean | undefined
}

/**
 * Token ids and attention masks (n×length). transformers.js cuts the token that ends a text along
 * with its tail, and it is there that CLIP reads its vector; so this cuts and pads by itself.
 */
export function tokenize(
  { Tensor }: Transformers,
  tokenizer: Tokenizer,
  texts: readonly string[],
  { maxLength, padToMax = false }: TokenizeOptions,
): { readonly input_ids: Tensor; readonly attention_mask: Tensor } {
  const options = { padding: false, truncation: false, return_tensor: false }
  // What an empty text ends with is the token that ends every text, where there is one.
  const [nothing, ...whole] = tokenizer(['', ...texts], options).input_ids
  const rows = whole.map((ids) => {
    const last = ids.at(-1)!
    const ended = nothing!.at(-1) === last
    return ids.length > maxLength
      ? [...ids.slice(0, maxLength - 1), ended ? last : ids[maxLength - 1]!]
      : ids
  })
  const length = padToMax ? maxLength : Math.max(...rows.map((ids) => ids.length))
  const ids = new BigInt64Array(rows.length * length).fill(BigInt(tokenizer.pad_token_id ?? 0))
  const mask = new BigInt64Array(rows.length * length)
  for (const [i, row] of rows.entries()) {
    ids.set(row.map(BigInt), i * length)
    mask.fill(1n, i * length, i * length + row.length)
  }
  const dims = [rows.length, length]
  return {
    input_ids: new Tensor('int64', ids, dims),
    attention_mask: new Tensor('int64', mask, dims),
  }
}
