import { afterAll, beforeAll } from 'vitest'
import { startApp, type App, type StartOptions } from './app.ts'

/** The app for the tests of a file, or of a `describe`: started before them, closed after them. */
export function useApp(options?: StartOptions): Pick<App, 'url' | 'open'> {
  let app: App
  beforeAll(async () => void (app = await startApp(options)))
  afterAll(() => app.close())
  return {
    get url() {
      return app.url
    },
    open: (address, how) => app.open(address, how),
  }
}
