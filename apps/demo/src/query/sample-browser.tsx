import { useDeferredValue, useMemo } from 'react'
import { useRun } from '../app/run-context.ts'
import { Button, SearchBox, Select } from '../ui/controls/index.ts'
import type { AskedSearch } from './asked.ts'
import { findSamples, searchable } from './find-samples.ts'
import { SampleGrid } from './sample-grid.tsx'
import { useDraft } from './use-draft.ts'

/** All samples of the run, to be found by caption or class. */
export function SampleBrowser({
  search: { find = '', class: wanted },
  chosen,
  onFilter,
  onChoose,
}: {
  readonly search: Pick<AskedSearch, 'find' | 'class'>
  readonly chosen: number | undefined
  readonly onFilter: (filter: Pick<AskedSearch, 'find' | 'class'>) => void
  readonly onChoose: (sample: number) => void
}) {
  const { samples } = useRun().summary
  const { labels, classes } = samples
  const [draft, setDraft] = useDraft(find, (words) => onFilter({ find: words || undefined }))
  const sought = useDeferredValue(draft)
  const texts = useMemo(() => searchable(samples), [samples])
  const found = useMemo(
    () =>
      findSamples(texts, labels, {
        find: sought,
        ...(wanted !== undefined && { class: wanted }),
      }),
    [texts, labels, sought, wanted],
  )
  const byName = useMemo(
    () => [...classes.keys()].sort((a, b) => classes[a]!.localeCompare(classes[b]!)),
    [classes],
  )
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <SearchBox
        label="Find a sample"
        value={draft}
        onChange={setDraft}
        placeholder={samples.captions ? 'Words of its caption' : 'Class or number'}
      />
      {classes.length > 0 && (
        <Select
          label="Class"
          hideLabel
          value={String(wanted ?? '')}
          options={[
            { value: '', name: 'All classes' },
            ...byName.map((c) => ({ value: String(c), name: classes[c]! })),
          ]}
          onChange={(value) => onFilter({ class: value === '' ? undefined : Number(value) })}
        />
      )}
      <SampleGrid samples={found} chosen={chosen} onChoose={onChoose} />
      <div className="flex min-h-9 items-center justify-between gap-3">
        <p role="status" className="text-xs text-faint">
          {found.length === samples.count
            ? `${samples.count.toLocaleString('en')} samples`
            : `${found.length.toLocaleString('en')} of ${samples.count.toLocaleString('en')} samples`}
        </p>
        <Button
          icon="shuffle"
          disabled={found.length === 0}
          onClick={() => onChoose(found[Math.floor(Math.random() * found.length)]!)}
        >
          Any of them
        </Button>
      </div>
    </div>
  )
}
