import { Tensor } from '@huggingface/transformers'
import { expect, it } from 'vitest'
import { tokenize } from './tokenize.ts'
import type { Tokenizer, Transformers } from './transformers.ts'

const lib = { Tensor } as unknown as Transformers

/** One token a letter, between a first (1) and a last (2). */
function letters(ends: boolean): Tokenizer {
  const encode = (text: string) => [
    1,
    ...Array.from(text, (c) => c.charCodeAt(0)),
    ...(ends ? [2] : []),
  ]
  return Object.assign((texts: string[]) => ({ input_ids: texts.map(encode) }), { pad_token_id: 9 })
}

function rows(texts: string[], options: Parameters<typeof tokenize>[3], ends = true) {
  const { input_ids, attention_mask } = tokenize(lib, letters(ends), texts, options)
  const split = ({ dims, data }: { dims: readonly number[]; data: unknown }) =>
    Array.from({ length: dims[0]! }, (_, i) =>
      [...(data as BigInt64Array).subarray(i * dims[1]!, (i + 1) * dims[1]!)].map(Number),
    )
  return { ids: split(input_ids), mask: split(attention_mask) }
}

it('pads to the longest text, and masks the padding', () => {
  expect(rows(['ab', ''], { maxLength: 10 })).toEqual({
    ids: [
      [1, 97, 98, 2],
      [1, 2, 9, 9],
    ],
    mask: [
      [1, 1, 1, 1],
      [1, 1, 0, 0],
    ],
  })
})

it('pads to the length that the model was trained on', () => {
  expect(rows(['a'], { maxLength: 5, padToMax: true }).ids).toEqual([[1, 97, 2, 9, 9]])
})

it('keeps the token that ends a text when it cuts the text', () => {
  expect(rows(['abcdef'], { maxLength: 4 })).toEqual({
    ids: [[1, 97, 98, 2]],
    mask: [[1, 1, 1, 1]],
  })
})

it('cuts plainly where no token ends a text', () => {
  expect(rows(['abcdef'], { maxLength: 4 }, false).ids).toEqual([[1, 97, 98, 99]])
})
