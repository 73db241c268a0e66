import type { SampleConcept, World } from '@cmgsae/world'
import { imagePath, sampleId, soundPath } from './sample-files.ts'

const COLUMNS = [
  'id',
  'image',
  'audio',
  'caption',
  'label',
  'group',
  'seen',
  'heard',
  'felt',
  'told',
  'gait',
]

/** samples.csv: a row for each sample; lists of concepts are divided by `|`. */
export function sampleTable(world: World, count: number): string {
  const lines = [COLUMNS.join(',')]
  for (let n = 0; n < count; n++) {
    const { caption, label, group, concepts, gait } = world.sample(n)
    const named = (shows: (concept: SampleConcept) => boolean) =>
      concepts
        .filter(shows)
        .map(({ name }) => name)
        .join('|')
    const cells = [
      sampleId(n),
      imagePath(n),
      soundPath(n),
      caption,
      label,
      group,
      named(({ seen }) => seen),
      named(({ heard }) => heard),
      named(({ felt }) => felt),
      named(({ told }) => told),
      gait,
    ]
    lines.push(cells.map(quoted).join(','))
  }
  return `${lines.join('\n')}\n`
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
