import { KindFields, begun, type OfKind } from './kind-fields.tsx'
import type { Spec } from './schema.ts'
import type { SpecFieldProps } from './spec-field.tsx'

/** Any of several kinds, each with what it needs to know. */
export function ListField({
  spec,
  value,
  path,
  onChange,
  ...rest
}: SpecFieldProps & { readonly spec: Extract<Spec, { is: 'list' }> }) {
  const entries = value as readonly OfKind[]
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-xs font-medium text-soft">{spec.name}</legend>
      {Object.entries(spec.of).map(([kind, of]) => {
        const at = entries.findIndex((entry) => entry.kind === kind)
        const entry = entries[at]
        return (
          <div key={kind} className="flex flex-col gap-1">
            <label className="flex min-h-8 items-center gap-2.5 text-sm">
              <input
                type="checkbox"
                checked={entry !== undefined}
                onChange={() =>
                  onChange(
                    entry
                      ? entries.filter((other) => other !== entry)
                      : [...entries, begun(kind, spec.of, undefined, rest.modalities)],
                  )
                }
                className="size-4 accent-(--color-accent)"
              />
              {of!.name}
            </label>
            {entry && (
              <div className="pb-2 pl-6.5">
                <KindFields
                  {...rest}
                  kinds={spec.of}
                  value={entry}
                  path={`${path}[${at}]`}
                  onChange={(next) => onChange(entries.with(at, next as OfKind))}
                />
              </div>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
