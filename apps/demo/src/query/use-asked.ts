import { useMemo, useState } from 'react'
import { useRun } from '../app/run-context.ts'
import { useAnswer } from '../app/use-answer.ts'
import type { Progress } from '../engine/api.ts'
import type { Query } from '../engine/types.ts'
import { askedThing, sampleError, titleOf, type AskedThing } from './asked-thing.ts'
import type { AskedSearch } from './asked.ts'
import { useHeldFile } from './held-files.ts'
import { fileTaker, textTaker } from './takers.ts'

/** What a room is asked about, as far as it is there. */
export interface Asked {
  readonly thing: AskedThing
  /** It in words. */
  readonly title: string
  /** As the engine takes it; undefined until it is embedded, or where that cannot be done. */
  readonly query: Query | undefined
  /** How far embedding is; undefined while nothing is embedded. */
  readonly progress: Progress | undefined
  readonly error: Error | undefined
}

const begun: Progress = { done: 0, total: 1, what: 'starting the encoder' }

/**
 * What the address asks about, embedded where it is no sample. `of` is the modality that a sample is
 * taken in; undefined: all that it has.
 */
export function useAsked(search: AskedSearch, of: string | undefined): Asked {
  const { summary } = useRun()
  const held = useHeldFile(search.file)
  const { file, text, sample } = search
  const thing = useMemo(
    () => askedThing({ file, text, sample }, summary, held),
    [file, text, sample, summary, held],
  )
  const input =
    thing.kind === 'sample' ? undefined : thing.kind === 'text' ? thing.text : held?.file
  const [progress, setProgress] = useState(begun)
  const { data, error, waiting } = useAnswer(
    (engine, signal) => {
      if (input === undefined) return undefined
      setProgress(begun)
      return (async () => {
        const modality = typeof input === 'string' ? textTaker(summary) : fileTaker(summary, input)
        const options = { signal, onProgress: setProgress }
        const embedding = await engine.embed({ run: summary.id, modality, input }, options)
        return { input, query: { embedding, modality } }
      })()
    },
    [summary.id, input],
  )
  const embedded = data?.input === input && !error ? data?.query : undefined
  const missing = sampleError(thing, summary)
  const query = useMemo((): Query | undefined => {
    if (thing.kind !== 'sample') return embedded
    return missing ? undefined : { sample: thing.sample, modality: of }
  }, [thing, of, embedded, missing === undefined])

  return {
    thing,
    title: titleOf(thing, summary),
    query,
    progress: input !== undefined && waiting ? progress : undefined,
    error: missing ?? (input === undefined || waiting ? undefined : error),
  }
}
