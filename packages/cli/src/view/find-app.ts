import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CliError } from '../errors.ts'

/** Where the built app is: beside the built command, or in the checkout that this runs from. */
const places = ['./app/', '../../../../apps/demo/dist/'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
)

/**
 * The folder of the built app, or the one that CMGSAE_APP names.
 * @throws CliError saying how to build it
 */
export async function findApp(): Promise<string> {
  const named = process.env['CMGSAE_APP']
  for (const place of named ? [named] : places) {
    const found = await stat(join(place, 'index.html')).catch(() => undefined)
    if (found) return place
  }
  if (named) throw new CliError(`CMGSAE_APP=${named} holds no index.html; name a built app`)
  throw new CliError(
    'the app that shows runs is not built: run `pnpm --filter @cmgsae/demo bundle` in the checkout of cmgsae first',
  )
}
