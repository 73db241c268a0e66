import { clipTexts, IMAGE_TEMPLATES } from '@cmgsae/adapter-clip'
import { existsSync } from 'node:fs'
import { writeNpy } from '@cmgsae/data/node'
import { readClasses } from './classes.ts'
import type { placesIn } from './world.ts'

/** Writes the prompts of a world's classes, the mean over the usual templates. */
export async function embedClasses(
  { world, classes }: ReturnType<typeof placesIn>,
  model: string,
): Promise<void> {
  const texts = await clipTexts({
    ...(existsSync(model) ? { folder: model } : { model }),
    templates: IMAGE_TEMPLATES,
  })
  try {
    await writeNpy(classes, await texts.embed((await readClasses(world)).names))
  } finally {
    await texts.dispose()
  }
}
