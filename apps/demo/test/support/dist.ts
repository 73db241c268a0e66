import { fileURLToPath } from 'node:url'

/** The build that is tested; DEMO_DIST names another folder, so that several can be at work at once. */
export const DIST =
  process.env['DEMO_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url))
