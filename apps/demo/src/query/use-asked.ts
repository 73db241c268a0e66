import { useMemo, useState } from 'react'
import { useRun } from '../app/run-context.ts'
import { useAnswer } from '../app/use-answer.ts'
import type { Progress } from '../engine/api.ts'
import type { Query } from '../engine/types.ts'
import { sampleTitle } from '../ui/samples/index.ts'
import type { AskedSearch } from './asked.ts'
import { useHeldFile, type HeldFile } from './held-files.ts'
import { fileTaker, textTaker } from './takers.ts'

/** What a room is asked about. */
export interface Asked {
  readonly thing:
    | { readonly kind: 'sample'; readonly sample: number }
    | { readonly kind: 'text'; readonly text: string }
    /** Without `held`, the page was loaded anew since the file was given. */
    | { readonly kind: 'file'; readonly name: string; readonly held: HeldFile | undefined }
  /** It in words. */
  readonly title: string
  /** The modality that it is taken in; undefined: all that a sample has. */
  readonly modality: string | undefined
  /** As the engine takes it; undefined until it is embedded, or where that cannot be done. */
  readonly query: Query | undefined
  /** How far embedding is. */
  readonly progress: Progress | undefined
  readonly error: Error | undefined
}

/** What the address asks about, embedded where it is no sample; without anything, a held-out sample. */
export function useAsked(search: AskedSearch): Asked {
  const { summary } = useRun()
  const held = useHeldFile(search.file)
  const thing = useMemo(() => thingOf(search, held), [search.file, search.text, search.sample, held])
  const sample = thing.kind === 'sample' ? (thing.sample ?? firstShown(summary.samples)) : undefined
  const input = thing.kind === 'sample' ? undefined : thing.kind === 'text' ? thing.text : held?.file
  const of = summary.modalities.find(({ name }) => name === search.of)?.name
  const [progress, setProgress] = useState<Progress>()

  const { data, error, waiting } = useAnswer(
    (engine, signal) => {
      if (input === undefined) return undefined
      setProgress(undefined)
      return (async () => {
        const modality = typeof input === 'string' ? textTaker(summary) : fileTaker(summary, input)
        const embedding = await engine.embed(
          { run: summary.id, modality, input },
          { signal, onProgress: setProgress },
        )
        return { input, query: { embedding, modality } }
      })()
    },
    [summary.id, input],
  )
  const query = useMemo((): Query | undefined => {
    if (sample !== undefined) return { sample, modality: of }
    return data && data.input === input && !error ? data.query : undefined
  }, [sample, of, data, input, error])

  return {
    thing: thing.kind === 'sample' ? { kind: 'sample', sample: sample! } : thing,
    title: sample === undefined ? titleOf(thing) : sampleTitle(summary, sample),
    modality: query && 'modality' in query ? query.modality : undefined,
    query,
    progress: waiting && input !== undefined ? progress : undefined,
    error: waiting || input === undefined ? undefined : error,
  }
}
