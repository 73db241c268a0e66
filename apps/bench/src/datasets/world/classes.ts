import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The classes of a rendered world, as its world.json lists them. */
export async function readClasses(folder: string) {
  const text = await readFile(join(folder, 'world.json'), 'utf8')
  const { classes } = JSON.parse(text) as {
    classes: { name: string; group: string; seen: boolean; heard: boolean }[]
  }
  const groups = [...new Set(classes.map(({ group }) => group))]
  return {
    names: classes.map(({ name }) => name),
    groups: classes.map(({ group }) => groups.indexOf(group)),
    seen: classes.filter(({ seen }) => seen).length,
    heard: classes.filter(({ heard }) => heard).length,
  }
}
