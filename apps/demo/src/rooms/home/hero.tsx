import { useRun } from '../../app/run-context.ts'

export function Hero() {
  const { summary } = useRun()
  const kinds = new Set(summary.modalities.map(({ kind }) => kind))
  const seenAndHeard = kinds.has('image') && kinds.has('audio')
  return (
    <header className="flex max-w-3xl flex-col gap-3">
      <h1 className="font-serif text-2xl sm:text-3xl">
        {seenAndHeard
          ? 'A picture and its sound light up the same concepts.'
          : 'What belongs together lights up the same concepts.'}
      </h1>
      <p className="max-w-prose text-lg text-pretty text-soft">
        A sparse autoencoder takes an embedding apart into a few concepts of a large dictionary.
        This one learned a single dictionary for{' '}
        {listOf(summary.modalities.map(({ name }) => name))}, so what one of them says can be found,
        explained and changed in the others.
      </p>
    </header>
  )
}

// Intl.ListFormat would load the rules of its language first, which takes longer than the page.
const listOf = (names: readonly string[]) =>
  [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ')
