import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashInputs } from './world/inputs.ts'
import { makeWorld } from './world/make-world.ts'
import { places } from './world/settings.ts'

/** Makes the built-in world unless it is there and of the same inputs. */
export async function prepareWorld(): Promise<void> {
  const stamp = join(places.world, 'made-from.txt')
  const hash = hashInputs()
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return
  const begun = performance.now()
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(0)} s`
  await makeWorld((what) => console.log(`${seconds().padStart(5)}  ${what}`))
  // Last, so that a world that was cut short is made again.
  await writeFile(stamp, hash)
  console.log(`${seconds().padStart(5)}  the built-in world is ready`)
}

if (import.meta.main) await prepareWorld()
