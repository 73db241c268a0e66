import { formatCount, formatScore, formatShare } from '../terminal/format.ts'
import type { Style } from '../terminal/style.ts'
import { renderTable, type Column } from '../terminal/table.ts'
import { renderReconstruction } from '../train/summary.ts'
import type { Evaluation } from './evaluate-run.ts'

/** The tables of `eval`. */
export function renderEvaluation(result: Evaluation, style: Style): string {
  const { reconstruction, notes, skipped, samples, samplesAre } = result
  const blocks = [
    `${style.bold(result.run)}  ${result.preset}, ${formatCount(reconstruction.latents)} latents, ` +
      `${formatCount(result.epochs)} epochs, seed ${result.seed}\n` +
      `${formatCount(samples)} ${samplesAre}`,
    `${style.bold('Reconstruction')}\n${renderReconstruction(reconstruction, style)}`,
    ...acrossModalities(result, style),
    ...latentUse(result, style),
    ...classes(result, style),
  ]
  if (notes.length > 0) {
    blocks.push([style.bold('Mind'), ...notes.map((note) => `  ${note}`)].join('\n'))
  }
  if (skipped.length > 0) {
    blocks.push([style.bold('Not measured'), ...skipped.map((why) => `  ${why}`)].join('\n'))
  }
  return blocks.join('\n\n')
}

const right = (title: string): Column => ({ title, align: 'right' })

function section(
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: Style,
): string[] {
  if (rows.length === 0) return []
  return [`${style.bold(title)}\n${renderTable(columns, rows, { indent: 2, style })}`]
}

function acrossModalities(
  { predictions, agreement, retrieval }: Evaluation,
  style: Style,
): string[] {
  return [
    ...section(
      'One modality predicted from the other',
      [{ title: 'from → to' }, right('FVE'), right('ridge FVE'), right('cosine')],
      predictions.map(({ from, to, fve, ridgeFve, cosine }) => [
        `${from} → ${to}`,
        style.bold(formatScore(fve)),
        formatScore(ridgeFve),
        formatScore(cosine),
      ]),
      style,
    ),
    ...section(
      'Codes of a pair against those of shuffled pairs',
      [
        { title: 'pair' },
        right('shared support'),
        right('shuffled'),
        right('cosine'),
        right('shuffled'),
      ],
      agreement.map(({ modalities, support, cosine }) => [
        modalities.join(' – '),
        style.bold(formatScore(support.paired)),
        formatScore(support.shuffled),
        style.bold(formatScore(cosine.paired)),
        formatScore(cosine.shuffled),
      ]),
      style,
    ),
    ...section(
      'Retrieval',
      [
        { title: 'from → to' },
        { title: 'by' },
        right('R@1'),
        right('R@5'),
        right('R@10'),
        right('MRR'),
        right('tied'),
        right('among'),
      ],
      retrieval.map(({ from, to, by, gallery, score }) => [
        `${from} → ${to}`,
        by,
        by === 'codes' ? style.bold(formatScore(score.r1)) : formatScore(score.r1),
        formatScore(score.r5),
        formatScore(score.r10),
        formatScore(score.mrr),
        score.tieBlock.mean.toFixed(1),
        formatCount(gallery),
      ]),
      style,
    ),
  ]
}

const blocksOfHeight = ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']

function latentUse({ latentUse: use, reconstruction }: Evaluation, style: Style): string[] {
  if (!use) return []
  const most = Math.max(1, ...Object.values(use.scores).flat())
  const spark = (counts: readonly number[]) =>
    counts
      .map((count) => blocksOfHeight[count === 0 ? 0 : Math.max(1, Math.round((8 * count) / most))])
      .join('')
  const firing = renderTable(
    [{ title: 'fires for' }, right('latents'), right('share')],
    Object.entries(use.firing).map(([name, count]) => [
      name.replaceAll('+', ' + '),
      formatCount(count),
      formatShare(count / reconstruction.latents),
    ]),
    { indent: 2, style },
  )
  const scores = Object.entries(use.scores).map(
    ([name, counts]) => `  ${name} share of a latent  0 ${style.cyan(spark(counts))} 1`,
  )
  const balanced = `  balanced (no modality above 75 %)  ${formatCount(use.balanced)} of ${formatCount(use.live)} live latents`
  return [
    [
      style.bold('Latents'),
      firing,
      '',
      ...scores.slice(0, use.scores && scores.length === 2 ? 1 : undefined),
      balanced,
    ].join('\n'),
  ]
}

function classes(result: Evaluation, style: Style): string[] {
  const { zeroShot, probes, groups, groupAgreement } = result
  const agreement = groupAgreement
    ? `\n\n  modalities agree on the top class of ${formatShare(groupAgreement.agreement, 0)} of ${formatCount(groupAgreement.groups)} groups`
    : ''
  const purity = section(
    'Groups and classes',
    [{ title: 'modality' }, right('NMI'), right('shuffled'), right('purity'), right('shuffled')],
    groups.map((group) => [
      group.modality,
      style.bold(formatScore(group.nmi)),
      formatScore(group.nmiShuffled),
      style.bold(formatScore(group.purity)),
      formatScore(group.purityShuffled),
    ]),
    style,
  ).map((text) => text + agreement)
  return [
    ...section(
      `Zero-shot accuracy (${formatCount(result.classes)} classes)`,
      [
        { title: 'modality' },
        { title: 'class prompts' },
        right('codes'),
        right('decoded'),
        right('dense'),
        right('chance'),
      ],
      zeroShot.map((score) => [
        score.modality,
        score.prompts,
        style.bold(formatScore(score.codes)),
        formatScore(score.decoded),
        formatScore(score.dense),
        formatScore(1 / score.classes),
      ]),
      style,
    ),
    ...section(
      'Linear probe accuracy',
      [{ title: 'modality' }, right('codes'), right('dense'), right('fitted on')],
      probes.map(({ modality, codes, dense, trained }) => [
        modality,
        style.bold(formatScore(codes)),
        formatScore(dense),
        formatCount(trained),
      ]),
      style,
    ),
    ...purity,
  ]
}
