import { Link } from '@tanstack/react-router'
import { buttonClasses } from '../controls/button.tsx'
import { ErrorNote } from '../display/error-note.tsx'
import { Page } from '../display/page.tsx'

/** The run of the address cannot be shown; the built-in one can. */
export function RunFailed({ error }: { readonly error: Error }) {
  return (
    <Page title="This run did not open" about="Drop its folder on the page to open it from disk.">
      <ErrorNote error={error} />
      <div>
        <Link to="/" search={{ run: undefined }} className={buttonClasses('primary')}>
          Open the built-in world
        </Link>
      </div>
    </Page>
  )
}
