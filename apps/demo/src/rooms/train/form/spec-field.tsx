import { Select } from '../../../ui/controls/index.ts'
import { KindsField } from './kinds-field.tsx'
import { ListField } from './list-field.tsx'
import { NumberField } from './number-field.tsx'
import type { Spec } from './schema.ts'

export interface SpecFieldProps {
  readonly spec: Spec
  /** Where it is in the recipe, as messages of the model package call it. */
  readonly path: string
  readonly value: unknown
  /** What it would be by itself. */
  readonly usual: unknown
  readonly modalities: readonly string[]
  /** What the model package says against the recipe. */
  readonly wrong: string | undefined
  /** undefined: as it would be by itself. */
  readonly onChange: (value: unknown) => void
}

/** The control that a part of a recipe asks for. */
export function SpecField(props: SpecFieldProps) {
  const { spec, path, value, usual, modalities, wrong, onChange } = props
  switch (spec.is) {
    case 'number':
      return (
        <NumberField
          label={spec.name}
          hint={spec.about}
          value={value as number | null}
          usual={usual as number | null | undefined}
          wrong={about(wrong, path)}
          onChange={onChange}
        />
      )
    case 'flag':
      return (
        <label className="flex min-h-9 items-center gap-2.5 text-sm">
          <input
            type="checkbox"
            checked={value as boolean}
            onChange={({ target }) => onChange(target.checked)}
            className="size-4 accent-(--color-accent)"
          />
          {spec.name}
        </label>
      )
    case 'choice':
      return (
        <Select
          label={spec.name}
          value={value as string}
          options={Object.entries(spec.of).map(([option, name]) => ({ value: option, name }))}
          onChange={onChange}
        />
      )
    case 'modality':
      return (
        <Select
          label={spec.name}
          value={value as string}
          options={modalities.map((name) => ({ value: name, name }))}
          onChange={onChange}
        />
      )
    case 'kinds':
      return <KindsField {...props} spec={spec} />
    case 'list':
      return <ListField {...props} spec={spec} />
  }
}

/** The message where it is about this part. */
export function about(wrong: string | undefined, path: string): string | undefined {
  return wrong?.startsWith(`${path} `) ? wrong : undefined
}
