import type { Kinds } from './schema.ts'
import { SpecField, type SpecFieldProps } from './spec-field.tsx'

export interface OfKind {
  readonly kind: string
  readonly [field: string]: unknown
}

/** The fields of an object of some kind, side by side. */
export function KindFields({
  kinds,
  value,
  path,
  onChange,
  ...rest
}: Omit<SpecFieldProps, 'spec' | 'value' | 'usual'> & {
  readonly kinds: Kinds
  readonly value: OfKind
}) {
  const { fields, start } = kinds[value.kind]!
  const entries = Object.entries(fields)
  if (entries.length === 0) return null
  return (
    <div className="grid grid-cols-2 gap-3">
      {entries.map(([field, spec]) => (
        <SpecField
          key={field}
          {...rest}
          spec={spec}
          path={`${path}.${field}`}
          value={value[field]}
          usual={start[field]}
          onChange={(next) => onChange({ ...value, [field]: next ?? start[field] })}
        />
      ))}
    </div>
  )
}

/** An object of another kind, which keeps what both kinds have. */
export function begun(
  kind: string,
  kinds: Kinds,
  old: OfKind | undefined,
  [modality]: readonly string[],
): OfKind {
  const { start, fields } = kinds[kind]!
  const entries = Object.entries(start).map(([field, value]) => {
    if (fields[field]?.is === 'modality') return [field, modality]
    return [field, old?.[field] ?? value]
  })
  return { kind, ...Object.fromEntries(entries) }
}
