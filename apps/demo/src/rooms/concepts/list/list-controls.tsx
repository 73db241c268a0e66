import { useRun } from '../../../app/run-context.ts'
import { Choice, Select } from '../../../ui/controls/index.ts'
import type { View } from '../search.ts'
import { useAddress } from '../use-address.ts'
import { FindBox } from './find-box.tsx'

/** What to show of the dictionary, and how. */
export function ListControls({ view }: { readonly view: View }) {
  const { summary } = useRun()
  const { search, change } = useAddress()
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Choice<View>
        label="Show"
        value={view}
        options={[
          { value: 'groups', name: 'Groups' },
          { value: 'latents', name: 'Latents' },
          { value: 'map', name: 'Map' },
        ]}
        // A group's columns are not all a latent's.
        onChange={(next) => change({ view: next, sort: undefined })}
      />
      <div className="min-w-48 flex-1 sm:max-w-72">
        <FindBox
          value={search.find ?? ''}
          onChange={(find) => change({ find: find || undefined })}
        />
      </div>
      <div className="w-44">
        <Select
          label="Only"
          hideLabel
          value={search.only ?? ''}
          options={[
            { value: '', name: 'of every kind' },
            { value: 'shared', name: 'shared by modalities' },
            ...summary.modalities.map(({ name }) => ({ value: name, name: `mostly ${name}` })),
            { value: 'live', name: 'that fire' },
            { value: 'dead', name: 'that never fire' },
            { value: 'named', name: 'named by you' },
          ]}
          onChange={(only) => change({ only: only || undefined })}
        />
      </div>
    </div>
  )
}
