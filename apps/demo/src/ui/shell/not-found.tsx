import { Link } from '@tanstack/react-router'
import { buttonClasses } from '../controls/button.tsx'
import { Page } from '../display/page.tsx'

export function NotFound() {
  return (
    <Page title="There is no such room" about="The address may have been cut short.">
      <div>
        <Link to="/" className={buttonClasses('primary')}>
          Go home
        </Link>
      </div>
    </Page>
  )
}
