import { expect, test } from 'vitest'
import { codesOf } from './codes-of.ts'
import { conceptMap } from './concept-map.ts'

const partition = { names: ['animals', 'vehicles'], of: Uint32Array.of(0, 0, 1) }
const codes = {
  image: codesOf([
    [3, 4, 0],
    [1, 0, 0],
    [2, 0, 0],
    [0, 0, 0],
  ]),
  text: codesOf([
    [0.5, 0, 0],
    [0, 0, 1],
  ]),
}

test('shows top samples, classes, density and modality score of a latent', () => {
  const { latents } = conceptMap({ codes, partition, labels: { image: [7, 7, 9, 9] }, samples: 2 })
  expect(latents[0]).toEqual({
    latent: 0,
    group: 0,
    modalities: {
      image: {
        density: 0.75,
        modalityScore: 1.5 / 1.75,
        samples: [
          { sample: 0, activation: 3 },
          { sample: 2, activation: 2 },
        ],
        classes: [
          { class: 7, share: 4 / 6 },
          { class: 9, share: 2 / 6 },
        ],
      },
      text: {
        density: 0.5,
        modalityScore: 0.25 / 1.75,
        samples: [{ sample: 0, activation: 0.5 }],
        classes: [],
      },
    },
  })
})

test('a group is active by the norm of its latents', () => {
  const { groups } = conceptMap({ codes, partition })
  expect(groups[0]).toMatchObject({ group: 0, name: 'animals', size: 2 })
  expect(groups[0]!.modalities.image!.samples).toEqual([
    { sample: 0, activation: 5 },
    { sample: 2, activation: 2 },
    { sample: 1, activation: 1 },
  ])
  expect(groups[1]!.modalities.image).toEqual({
    density: 0,
    modalityScore: 0,
    samples: [],
    classes: [],
  })
})

test('survives JSON, dead latents included', () => {
  const map = conceptMap({ codes: { image: codes.image }, partition })
  expect(map.latents[2]!.modalities.image!.modalityScore).toBeNull()
  expect(JSON.parse(JSON.stringify(map))).toEqual(map)
})

test('refuses labels and partitions that do not fit', () => {
  expect(() => conceptMap({ codes, partition, labels: { text: [1] } })).toThrow(
    /text: 1 labels for 2/,
  )
  expect(() => conceptMap({ codes: {}, partition })).toThrow(/one or more modalities/)
})
