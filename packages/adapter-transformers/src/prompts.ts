import { AdapterError, type EmbeddingAdapter } from '@cmgsae/adapter'
import { unitRows } from './unit-rows.ts'

const HOLE = '{}'
/** Texts whose prompts are embedded in one call of the inner adapter: bounds the memory. */
const TEXTS = 64

/** @throws AdapterError for no templates, or one that has no place for the text */
export function checkTemplates(templates: readonly string[]): void {
  if (templates.length === 0) {
    throw new AdapterError("templates is empty, it must hold at least '{}', the text itself")
  }
  const bad = templates.find((template) => !template.includes(HOLE))
  if (bad !== undefined) throw new AdapterError(`the template '${bad}' has no {} for the text`)
}

/** Puts a text in the place of each `{}`. */
export function fillTemplate(template: string, text: string): string {
  return template.replaceAll(HOLE, () => text)
}

/**
 * Embeds each text in every template: its vector is the mean of the unit vectors of its prompts,
 * scaled to unit length again (prompt ensembling; Radford et al. 2021, arXiv 2103.00020, §3.1.4).
 * @param adapter gives unit vectors
 * @param templates `checkTemplates` has passed them
 */
export function withPrompts(
  adapter: EmbeddingAdapter<string>,
  templates: readonly string[],
): EmbeddingAdapter<string> {
  const { width } = adapter
  const count = templates.length
  return {
    ...adapter,
    async embed(texts, { signal, onProgress } = {}) {
      const total = texts.length
      const data = new Float32Array(total * width)
      for (let from = 0; from < Math.max(total, 1); from += TEXTS) {
        const some = texts.slice(from, from + TEXTS)
        checkTexts(some, from)
        const prompts = some.flatMap((text) => templates.map((t) => fillTemplate(t, text)))
        const { data: vectors } = await adapter.embed(prompts, {
          signal,
          onProgress: ({ done }) => onProgress?.({ done: from + Math.floor(done / count), total }),
        })
        for (let i = 0; i < vectors.length; i++) {
          const text = from + Math.floor(i / (count * width))
          data[text * width + (i % width)]! += vectors[i]!
        }
      }
      unitRows(data, width, (row) => `text ${row}`)
      return { rows: total, cols: width, data }
    },
  }
}

/** @throws AdapterError for an input that is not a string, by its number from `offset` on */
export function checkTexts(texts: readonly unknown[], offset: number): void {
  const bad = texts.findIndex((text) => typeof text !== 'string')
  if (bad < 0) return
  throw new AdapterError(`text ${offset + bad} is ${String(texts[bad])}, it must be a string`)
}
