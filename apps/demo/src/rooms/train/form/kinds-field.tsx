import { Select } from '../../../ui/controls/index.ts'
import { KindFields, begun, type OfKind } from './kind-fields.tsx'
import type { Spec } from './schema.ts'
import type { SpecFieldProps } from './spec-field.tsx'

/** One of several kinds, and what that kind needs to know. */
export function KindsField({
  spec,
  value,
  onChange,
  ...rest
}: SpecFieldProps & { readonly spec: Extract<Spec, { is: 'kinds' }> }) {
  const current = value as OfKind
  const offered = Object.entries(spec.of).flatMap(([kind, of]) =>
    of ? [{ value: kind, name: of.name }] : [],
  )
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={spec.name}
        value={current.kind}
        options={offered}
        onChange={(kind) => onChange(begun(kind, spec.of, current, rest.modalities))}
      />
      <KindFields {...rest} kinds={spec.of} value={current} onChange={onChange} />
    </div>
  )
}
