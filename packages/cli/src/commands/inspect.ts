import type { ConceptSide } from '@cmgsae/probes'
import { defineCommand } from '../args/command.ts'
import { describeRun, type Description } from '../concepts/describe-run.ts'
import { renderConcepts, renderDetail, topClasses } from '../concepts/render-concepts.ts'
import { resolveConcept } from '../concepts/resolve-concept.ts'
import { usageError } from '../errors.ts'
import { openRun, type OpenedRun } from '../run/open-run.ts'
import { sampleText } from '../samples/sample-text.ts'
import { sourceOptions } from '../samples/source.ts'
import { formatCount } from '../terminal/format.ts'
import { shellQuote } from '../terminal/shell-quote.ts'

export const inspect = defineCommand({
  name: 'inspect',
  about: 'Show what the groups and latents of a run stand for.',
  positionals: ['RUN'],
  examples: [
    'cmgsae inspect runs/first',
    'cmgsae inspect runs/first --group 3',
    'cmgsae inspect runs/first --latent 41 --top 5',
    'cmgsae inspect runs/first --metadata captions.csv --json',
  ],
  details: [
    'share: of all squared activation; fires: share of samples; score: the modality’s share of the',
    'activation, 0.5 where two modalities use it alike. Samples are rows counted from 0, or texts',
    'from --metadata.',
  ],
  options: {
    group: {
      type: 'text',
      hint: 'NAME',
      about: 'one group in full, by name or number, with its latents',
    },
    latent: { type: 'number', hint: 'I', whole: true, min: 0, about: 'one latent in full' },
    top: {
      type: 'number',
      hint: 'N',
      whole: true,
      min: 1,
      about: 'groups, latents or samples to list; default 20 groups, 8 samples',
    },
    ...sourceOptions,
    json: { type: 'flag', about: 'print the concepts as JSON' },
  },
  async run({ options, positionals, terminal }) {
    const path = positionals[0]!
    if (options.group !== undefined && options.latent !== undefined) {
      throw usageError('--group and --latent exclude each other')
    }
    const opened = await openRun(path, options, terminal)
    const { partition } = opened.model
    const wanted =
      options.latent === undefined
        ? options.group === undefined
          ? undefined
          : resolveConcept(options.group, partition, undefined)
        : resolveConcept(`#${options.latent}`, partition, undefined)
    const description = await describeRun(opened, terminal, {
      samples: wanted ? (options.top ?? 8) : 8,
      classes: 5,
    })
    const groups = description.map.groups
      .map((group) => ({ ...group, share: description.groupShare[group.group]! }))
      .sort((a, b) => b.share - a.share)
    const latents = description.map.latents
      .map((latent) => ({
        ...latent,
        name: `#${latent.latent}`,
        share: description.latentShare[latent.latent]!,
      }))
      .sort((a, b) => b.share - a.share)
    const top = options.top ?? 20
    const data = (concept: {
      share: number
      name: string
      modalities: Record<string, ConceptSide>
    }) => asJson(concept, opened, description)
    if (wanted?.kind === 'latent') {
      const latent = latents.find((candidate) => candidate.latent === wanted.latent)!
      const group = partition.names[latent.group]!
      terminal.print(
        options.json
          ? JSON.stringify({ ...data(latent), latent: latent.latent, group }, null, 2)
          : renderDetail(
              `latent ${latent.name} of ${group}`,
              latent.share,
              latent.modalities,
              opened,
              description,
              terminal,
            ),
      )
      return
    }
    if (wanted?.kind === 'group') {
      const group = groups.find((candidate) => candidate.group === wanted.group)!
      const inside = latents.filter((latent) => latent.group === group.group && latent.share > 0)
      if (options.json) {
        const list = inside.map((latent) => ({ ...data(latent), latent: latent.latent }))
        terminal.print(
          JSON.stringify(
            { ...data(group), group: group.group, size: group.size, latents: list },
            null,
            2,
          ),
        )
        return
      }
      terminal.print(
        [
          renderDetail(
            `${group.name} (${group.size} latents)`,
            group.share,
            group.modalities,
            opened,
            description,
            terminal,
          ),
          '',
          `${terminal.style.bold('latents')}  ${inside.length} of ${group.size} fire`,
          renderConcepts(inside.slice(0, top), opened, description, terminal),
        ].join('\n'),
      )
      return
    }
    const shown = groups.filter(({ share }) => share > 0).slice(0, top)
    if (options.json) {
      const list = shown.map((group) => ({ ...data(group), group: group.group, size: group.size }))
      terminal.print(JSON.stringify({ run: path, groups: list }, null, 2))
      return
    }
    const active = groups.filter(({ share }) => share > 0).length
    terminal.print(
      [
        `${terminal.style.bold(path)}  ${formatCount(active)} of ${formatCount(groups.length)} groups fire` +
          (shown.length < active ? `; the ${shown.length} strongest (--top shows more)` : ''),
        '',
        renderConcepts(shown, opened, description, terminal),
        '',
        `  next  cmgsae inspect ${shellQuote(path)} --group ${shellQuote(String(shown[0]?.group ?? 0))}`,
      ].join('\n'),
    )
  },
})

function asJson(
  {
    name,
    share,
    modalities,
  }: { name: string; share: number; modalities: Readonly<Record<string, ConceptSide>> },
  opened: OpenedRun,
  description: Description,
) {
  const { labels } = opened.samples
  return {
    name,
    share,
    modalities: Object.fromEntries(
      description.sides.map((side) => {
        const { density, modalityScore, samples } = modalities[side.name]!
        const own = { [side.name]: modalities[side.name]! }
        return [
          side.name,
          {
            density,
            modalityScore,
            samples: samples.map(({ sample, activation }) => ({
              row: side.rows[sample]!,
              text: sampleText(opened.samples, side.rows[sample]!),
              activation,
            })),
            ...(labels && {
              classes: topClasses(own, opened, description).map((c) => ({
                name: c.name,
                share: c.share,
              })),
            }),
          },
        ]
      }),
    ),
  }
}
