import { useRef } from 'react'
import { buttonClasses } from '../controls/button.tsx'
import { Icon } from '../controls/icon.tsx'
import { download } from '../download.ts'
import { svgToPng } from '../svg-to-png.ts'

/** What can be saved; each is made when it is asked for. */
export interface Exports {
  /** A drawing, saved as SVG and, drawn at twice its size, as PNG. */
  readonly svg?: () => string
  /** A picture where there is no drawing, such as of a canvas. */
  readonly png?: () => Promise<Blob>
  readonly csv?: () => string
  readonly json?: () => string
}

/** Saves what is shown beside it under `name`. */
export function ExportMenu({
  name,
  exports,
}: {
  readonly name: string
  readonly exports: Exports
}) {
  const details = useRef<HTMLDetailsElement>(null)
  const { svg, csv, json } = exports
  const png = exports.png ?? (svg && (() => svgToPng(svg())))
  const kinds = Object.entries({ png, svg, csv, json }).filter(([, make]) => make)
  return (
    <details
      ref={details}
      className="relative"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        details.current!.open = false
        details.current!.querySelector('summary')!.focus()
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) details.current!.open = false
      }}
    >
      <summary
        aria-label={`Export ${name}`}
        className={`${buttonClasses('quiet')} list-none [&::-webkit-details-marker]:hidden`}
      >
        <Icon name="download" size={16} />
        Export
      </summary>
      <div className="absolute right-0 z-20 mt-1 flex min-w-28 flex-col rounded-md border border-line bg-surface p-1 shadow-lg">
        {kinds.map(([kind, make]) => (
          <button
            key={kind}
            type="button"
            className="rounded-sm px-3 py-1.5 text-left text-sm hover:bg-sunken"
            onClick={async () => {
              details.current!.open = false
              download(`${name}.${kind}`, await make!())
            }}
          >
            {kind.toUpperCase()}
          </button>
        ))}
      </div>
    </details>
  )
}
