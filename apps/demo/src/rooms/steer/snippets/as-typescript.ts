import type { Profile } from '@cmgsae/probes'
import { times } from '../in-words.ts'
import { short, type NamedEdit, type Steered } from './steered.ts'

/**
 * A module that makes the same edits with our packages; `profiles` are what the targets of the edits
 * look like, one an edit.
 */
export function asTypeScript(
  { of, edits, steering: { before }, latents, modalities }: Steered,
  profiles: readonly Profile[],
): string {
  const verbs = [
    ...(edits.some(({ kind }) => kind !== 'suppress') ? ['boost'] : []),
    ...(edits.some(({ kind }) => kind !== 'boost') ? ['suppress'] : []),
  ]
  const [what] = Object.entries(of)
  const names = modalities.map((name) => JSON.stringify(name))
  return [
    "import { createModel } from '@cmgsae/model'",
    "import { loadRun } from '@cmgsae/model/node'",
    ...(verbs.length > 0 ? [`import { ${verbs.join(', ')} } from '@cmgsae/probes'`] : []),
    "import type { SparseCodes } from '@cmgsae/tensor'",
    '',
    "const model = createModel((await loadRun('RUN')).model)",
    '',
    `// The code of ${what![0]} ${JSON.stringify(what![1])}.`,
    'let codes: SparseCodes = {',
    '  rows: 1,',
    `  latents: ${latents},`,
    `  offsets: Uint32Array.of(0, ${before.indices.length}),`,
    `  indices: ${integers(before.indices)},`,
    `  values: ${floats(before.values)},`,
    '}',
    ...edits.flatMap((edit, at) => ['', ...lines(edit, profiles[at]!)]),
    '',
    `for (const modality of [${names.join(', ')}]) {`,
    '  console.log(modality, (await model.decode(codes, modality)).data)',
    '}',
    '',
  ].join('\n')
}

function lines({ kind, amount, name }: NamedEdit, { latents, values }: Profile): string[] {
  const says = {
    boost: `Adds ${times(amount)}`,
    suppress: 'Switches off',
    set: `Sets to ${times(amount)}`,
  }
  const off = `codes = suppress(codes, ${integers(latents)})`
  const add = [
    'codes = boost(codes, {',
    `  latents: ${integers(latents)},`,
    `  values: ${floats(values)},`,
    `}, ${+amount.toFixed(2)})`,
  ]
  return [
    `// ${says[kind]}: ${name.replaceAll(/\s+/g, ' ')}.`,
    ...(kind === 'boost' ? [] : [off]),
    ...(kind === 'suppress' ? [] : add),
  ]
}

const integers = (numbers: Uint32Array) => `Uint32Array.of(${numbers.join(', ')})`
const floats = (numbers: Float32Array) =>
  `Float32Array.of(${Array.from(numbers, short).join(', ')})`
