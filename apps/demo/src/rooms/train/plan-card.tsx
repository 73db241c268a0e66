import { useState } from 'react'
import { Button, Select, TextField } from '../../ui/controls/index.ts'
import { Card, ErrorNote } from '../../ui/display/index.ts'
import { inWords } from './form/choices.ts'
import { NumberField } from './form/number-field.tsx'
import { presetWords } from './form/presets.ts'
import { beginTraining, freeTitle, useTrainings } from './trainings/store.ts'
import { isOpen } from './trainings/training.ts'
import type { Form } from './use-form.ts'

/** What to train, and the button that begins it. */
export function PlanCard({ form }: { readonly form: Form }) {
  const { data, on, datas, preset, choices, recipe, wrong, error, seed, change } = form
  const [named, setNamed] = useState('')
  const busy = useTrainings().some(isOpen)
  const title = named.trim() || freeTitle(presetWords[preset].name)
  const empty = data && data.samples.count === 0
  const ready = recipe !== undefined && wrong === undefined && !empty

  return (
    <Card title="What to train">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!ready) return
          beginTraining({ title, on, recipe, choices: inWords(choices), seed })
          setNamed('')
        }}
      >
        {error && <ErrorNote error={error} />}
        <Select
          label="Data"
          value={on}
          options={datas}
          onChange={(value) => change({ on: value })}
        />
        <p className="-mt-2 min-h-8 text-xs text-faint">
          {data &&
            (empty
              ? 'This run came without its samples; open it again together with its embeddings.'
              : `${data.samples.count.toLocaleString('en')} samples, ${data.samples.heldOut.length.toLocaleString('en')} of them kept aside to measure with: ${data.modalities.map(({ name, width }) => `${name} (${width} numbers)`).join(', ')}`)}
        </p>
        <Select
          label="Preset"
          value={preset}
          options={Object.entries(presetWords).map(([value, { name }]) => ({ value, name }))}
          onChange={(value) => change({ preset: value, set: {} })}
        />
        <p className="-mt-2 min-h-8 text-xs text-faint">{presetWords[preset].about}</p>
        <div className="grid grid-cols-2 items-start gap-3">
          <TextField label="Name" value={named} placeholder={title} onChange={setNamed} />
          <NumberField
            label="Seed"
            value={seed}
            usual={0}
            hint="Same seed, same run"
            wrong={undefined}
            onChange={(value) => change({ seed: value && Math.abs(Math.round(value)) })}
          />
        </div>
        <Button type="submit" look="primary" disabled={!ready}>
          {busy ? 'Train after the others' : 'Train'}
        </Button>
        {wrong !== undefined && (
          <p role="alert" className="text-sm text-bad">
            {wrong}
          </p>
        )}
      </form>
    </Card>
  )
}
