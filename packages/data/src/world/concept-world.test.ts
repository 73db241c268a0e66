import { describe, expect, it } from 'vitest'
import { row, type Matrix } from '@cmgsae/tensor'
import { conceptWorld, type World } from './concept-world.ts'

const norm = (v: Float32Array) => Math.hypot(...v)
const dot = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, j) => sum + value * b[j]!, 0)
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** Share of rows whose nearest prototype by cosine is their class. */
function zeroShot(embeddings: Matrix, prototypes: Matrix, labels: Int32Array): number {
  let hits = 0
  for (let n = 0; n < embeddings.rows; n++) {
    let best = 0
    let highest = -Infinity
    for (let c = 0; c < prototypes.rows; c++) {
      const cosine = dot(row(embeddings, n), row(prototypes, c))
      if (cosine > highest) [best, highest] = [c, cosine]
    }
    if (best === labels[n]) hits++
  }
  return hits / embeddings.rows
}

const bytes = (world: World) => [
  ...world.modalities.map(({ embeddings }) => embeddings.data),
  ...world.dictionary.map(({ data }) => data),
  ...world.prototypes.map(({ data }) => data),
  world.activations.data,
  world.labels.of,
  world.present,
]

/** cos(x, activations · dictionary + offset) of one row. */
function explained(world: World, s: number, n: number): number {
  const atoms = world.dictionary[s]!
  const planted = world.offsets[s]!.slice()
  row(world.activations, n).forEach((c, k) => {
    if (c > 0) row(atoms, k).forEach((w, j) => (planted[j]! += c * w))
  })
  return dot(row(world.modalities[s]!.embeddings, n), planted) / norm(planted)
}

/** Distance of the two modalities' centres in a world whose concepts they show alike. */
function gapDistance(gap: number): number {
  const { modalities } = conceptWorld({ samples: 300, gap, alignment: 1, private: 0, noise: 0.1 })
  const [a, b] = modalities.map(({ embeddings }) =>
    Float32Array.from({ length: 128 }, (_, j) =>
      mean(Array.from({ length: 300 }, (__, n) => row(embeddings, n)[j]!)),
    ),
  )
  return norm(a!.map((value, j) => value - b![j]!))
}

describe('conceptWorld', () => {
  const world = conceptWorld({ samples: 1200 })
  const classes = world.labels.names.length

  it('gives the same bytes for the same seed, and others for another', () => {
    expect(bytes(conceptWorld({ samples: 200, seed: 7 }))).toEqual(
      bytes(conceptWorld({ samples: 200, seed: 7 })),
    )
    const other = conceptWorld({ samples: 200, seed: 8 })
    expect(other.modalities[0]!.embeddings.data).not.toEqual(
      conceptWorld({ samples: 200, seed: 7 }).modalities[0]!.embeddings.data,
    )
  })

  it('begins a larger world with the smaller one of the same seed', () => {
    const small = conceptWorld({ samples: 50 })
    expect(small.dictionary).toEqual(world.dictionary)
    for (const [s, { embeddings }] of small.modalities.entries()) {
      expect(embeddings.data).toEqual(world.modalities[s]!.embeddings.data.slice(0, 50 * 128))
    }
  })

  it('has rows, atoms and prototypes of unit length', () => {
    for (const { embeddings } of world.modalities) {
      for (let n = 0; n < 1200; n++) expect(norm(row(embeddings, n))).toBeCloseTo(1, 5)
    }
    for (const prototypes of world.prototypes) {
      expect(prototypes.rows).toBe(classes)
      for (let c = 0; c < classes; c++) expect(norm(row(prototypes, c))).toBeCloseTo(1, 5)
    }
    world.concepts.forEach(({ visibleIn }, k) =>
      visibleIn.forEach((visible, s) =>
        expect(norm(row(world.dictionary[s]!, k))).toBeCloseTo(visible ? 1 : 0, 5),
      ),
    )
  })

  it('is explained exactly by its dictionary without noise and jitter, and mostly with', () => {
    const clean = conceptWorld({ samples: 40, noise: 0, jitter: 0 })
    for (const s of [0, 1]) {
      for (let n = 0; n < 40; n++) expect(explained(clean, s, n)).toBeCloseTo(1, 5)
      const cosines = Array.from({ length: 200 }, (_, n) => explained(world, s, n))
      expect(mean(cosines)).toBeGreaterThan(0.93)
      expect(mean(cosines)).toBeLessThan(0.98)
    }
  })

  it('labels a sample with a concept it holds, and names at least eight groups', () => {
    world.labels.of.forEach((label, n) =>
      expect(row(world.activations, n)[label]).toBeGreaterThan(0),
    )
    expect(world.labels.names).toContain('vehicles/train')
    expect(classes).toBeGreaterThanOrEqual(48)
    expect(new Set(world.concepts.map(({ name }) => name)).size).toBe(world.concepts.length)
    for (const { name, group } of world.concepts) {
      expect(name.startsWith(`${world.groups[group]}/`)).toBe(true)
    }
  })

  it('draws classes by their Zipf weights', () => {
    const { labels, concepts } = conceptWorld({
      samples: 6000,
      modalities: [
        { name: 'a', width: 2 },
        { name: 'b', width: 2 },
      ],
    })
    const weights = concepts.slice(0, classes).map(({ rank }) => 1 / rank)
    const total = weights.reduce((a, b) => a + b)
    const counts = Array.from({ length: classes }, () => 0)
    for (const label of labels.of) counts[label]!++
    counts.forEach((count, c) => {
      const expected = (6000 * weights[c]!) / total
      expect(Math.abs(count - expected)).toBeLessThan(4.5 * Math.sqrt(expected))
    })
    expect(
      conceptWorld({ samples: 1 })
        .concepts.map(({ rank }) => rank)
        .toSorted((a, b) => a - b),
    ).toEqual(concepts.map((_, k) => k + 1))
  })

  it('has the stated number of concepts in a sample', () => {
    for (const [options, expected] of [
      [{ samples: 1200 }, 6],
      [{ samples: 1200, active: 1 }, 1],
      [{ samples: 1200, active: 3.5 }, 3.5],
    ] as const) {
      const { activations } = conceptWorld(options)
      const l0 = activations.data.filter((value) => value > 0).length / 1200
      // Poisson(active − 1): the mean of 1,200 has a deviation of √((active − 1) / 1200).
      expect(Math.abs(l0 - expected)).toBeLessThan(0.001 + 4 * Math.sqrt((expected - 1) / 1200))
      expect(activations.data.every((value) => value >= 0)).toBe(true)
    }
  })

  it('keeps private concepts out of the other modalities', () => {
    const owned = world.concepts.filter(({ visibleIn }) => visibleIn.includes(false))
    expect(owned.length / world.concepts.length).toBeCloseTo(0.2, 1)
    for (const { visibleIn } of owned) expect(visibleIn.filter(Boolean)).toHaveLength(1)
    for (const [s, hidden] of [
      [0, 'audio only'],
      [1, 'image only'],
    ] as const) {
      const absent = world.concepts.findIndex(({ name }) => name.startsWith(hidden))
      expect(row(world.dictionary[s]!, absent).every((value) => value === 0)).toBe(true)
    }
    expect(conceptWorld({ samples: 1, private: 0 }).concepts).toHaveLength(classes)
  })

  it('puts sub-concepts of a group at a cosine of about 0.3, of two groups about 0', () => {
    const within: number[] = []
    const between: number[] = []
    const atoms = world.dictionary[0]!
    for (let a = 0; a < classes; a++) {
      for (let b = 0; b < a; b++) {
        const same = world.concepts[a]!.group === world.concepts[b]!.group
        ;(same ? within : between).push(dot(row(atoms, a), row(atoms, b)))
      }
    }
    expect(mean(within)).toBeCloseTo(0.3, 1)
    expect(Math.abs(mean(between))).toBeLessThan(0.05)
  })

  it('aligns a concept between modalities as asked', () => {
    for (const alignment of [0, 0.5, 1]) {
      const { dictionary } = conceptWorld({ samples: 1, alignment })
      const cosines = Array.from({ length: classes }, (_, k) =>
        dot(row(dictionary[0]!, k), row(dictionary[1]!, k)),
      )
      expect(Math.abs(mean(cosines) - alignment)).toBeLessThan(0.06)
    }
  })

  it('lets dense zero-shot land where real encoders do', () => {
    const [image, audio] = world.modalities.map(({ embeddings }) => embeddings)
    const [imagePrompts, audioPrompts] = world.prototypes
    for (const [embeddings, prompts] of [
      [image, imagePrompts],
      [audio, audioPrompts],
      [image, audioPrompts],
      [audio, imagePrompts],
    ] as const) {
      const accuracy = zeroShot(embeddings!, prompts!, world.labels.of)
      expect(accuracy).toBeGreaterThan(0.8)
      expect(accuracy).toBeLessThan(0.95)
    }
  })

  it('has a modality gap that grows with the option', () => {
    expect(gapDistance(0)).toBeLessThan(0.05)
    expect(gapDistance(1)).toBeGreaterThan(0.6)
    expect(gapDistance(3)).toBeGreaterThan(gapDistance(1))
  })

  it('takes three modalities of unequal widths', () => {
    const three = [
      { name: 'image', width: 48 },
      { name: 'audio', width: 64 },
      { name: 'touch', width: 20 },
    ]

    const { modalities, concepts, dictionary, prototypes, labels } = conceptWorld({
      samples: 300,
      modalities: three,
    })
    expect(modalities.map(({ name, embeddings }) => [name, embeddings.cols])).toEqual(
      three.map(({ name, width }) => [name, width]),
    )
    expect(dictionary.map(({ rows }) => rows)).toEqual(three.map(() => concepts.length))
    expect(concepts.map(({ name }) => name)).toContain('touch only/trait 1')
    const accuracies = three.map((_, s) =>
      zeroShot(modalities[s]!.embeddings, prototypes[s]!, labels.of),
    )
    for (const accuracy of accuracies) expect(accuracy).toBeGreaterThan(0.6)
  })
})
