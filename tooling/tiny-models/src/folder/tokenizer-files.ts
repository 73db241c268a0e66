import { MAX_TOKENS } from '../encoders/index.ts'

const PAD = '<pad>'
const UNKNOWN = '<unk>'
/** Stands before every text, so that an empty one has a token too. */
const START = '<s>'
const SPECIAL_TOKENS = [PAD, UNKNOWN, START] as const

/** What the tokenizer of these files makes of a text. */
const wordsOf = (text: string) => text.toLowerCase().match(/[a-z]+/g) ?? []

/** Ids by word: the special tokens, then the words in alphabetical order. */
export function vocabularyOf(texts: readonly string[]): Map<string, number> {
  const words = new Set(texts.flatMap(wordsOf))
  return new Map([...SPECIAL_TOKENS, ...[...words].toSorted()].map((word, id) => [word, id]))
}

/** The ids of a text, the start first. */
export function tokenIds(text: string, vocabulary: ReadonlyMap<string, number>): number[] {
  return [START, ...wordsOf(text)]
    .map((word) => vocabulary.get(word) ?? vocabulary.get(UNKNOWN)!)
    .slice(0, MAX_TOKENS)
}

/** tokenizer.json and tokenizer_config.json of words: lower case, letters only, in fast format. */
export function tokenizerFiles(vocabulary: ReadonlyMap<string, number>) {
  const special = SPECIAL_TOKENS.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }))
  const start = { SpecialToken: { id: START, type_id: 0 } }
  return {
    'tokenizer.json': {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: special,
      normalizer: { type: 'Lowercase' },
      pre_tokenizer: {
        type: 'Split',
        pattern: { Regex: '[^a-z]+' },
        behavior: 'Removed',
        invert: false,
      },
      post_processor: {
        type: 'TemplateProcessing',
        single: [start, { Sequence: { id: 'A', type_id: 0 } }],
        pair: [start, { Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 0 } }],
        special_tokens: {
          [START]: { id: START, ids: [SPECIAL_TOKENS.indexOf(START)], tokens: [START] },
        },
      },
      decoder: null,
      model: { type: 'WordLevel', vocab: Object.fromEntries(vocabulary), unk_token: UNKNOWN },
    },
    'tokenizer_config.json': {
      tokenizer_class: 'PreTrainedTokenizerFast',
      model_max_length: MAX_TOKENS,
      padding_side: 'right',
      clean_up_tokenization_spaces: false,
      bos_token: START,
      pad_token: PAD,
      unk_token: UNKNOWN,
    },
  }
}
