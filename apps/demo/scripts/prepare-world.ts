import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hashInputs } from './world/inputs.ts'
import { alone } from './world/lock.ts'
import { makeWorld } from './world/make-world.ts'
import { places } from './world/settings.ts'

const STAMP = 'made-from.txt'

/** Makes the built-in world unless it is there and of the same inputs. */
export async function prepareWorld(): Promise<void> {
  const hash = hashInputs()
  if (await isMadeFrom(hash)) return
  await alone(async () => {
    if (await isMadeFrom(hash)) return
    const begun = performance.now()
    const say = (what: string) =>
      console.log(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${what}`)
    await makeWorld(say)
    await writeFile(join(places.world, STAMP), hash)
    // In place at once and whole, or not at all: others may be looking at the last one.
    await mkdir(dirname(places.served), { recursive: true })
    await rm(places.served, { recursive: true, force: true })
    await rename(places.world, places.served)
    say('the built-in world is ready')
  })
}

async function isMadeFrom(hash: string): Promise<boolean> {
  return (await readFile(join(places.served, STAMP), 'utf8').catch(() => '')) === hash
}

if (import.meta.main) await prepareWorld()
