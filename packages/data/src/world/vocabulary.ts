/** A named group of sub-concepts, and the groups that tend to share a scene with it. */
export interface VocabularyGroup {
  readonly name: string
  readonly concepts: readonly string[]
  readonly related: readonly string[]
}

/** Things that every modality can show: 10 groups, 63 sub-concepts. They are the classes. */
export const vocabulary: readonly VocabularyGroup[] = [
  {
    name: 'vehicles',
    concepts: ['train', 'car', 'bicycle', 'aeroplane', 'ship', 'tractor', 'motorcycle', 'tram'],
    related: ['places', 'people'],
  },
  {
    name: 'instruments',
    concepts: ['violin', 'piano', 'drum', 'trumpet', 'guitar', 'flute', 'bell'],
    related: ['people', 'household'],
  },
  {
    name: 'animals',
    concepts: ['dog', 'cat', 'rooster', 'horse', 'frog', 'crow', 'bee', 'sheep'],
    related: ['water', 'weather'],
  },
  {
    name: 'weather',
    concepts: ['rain', 'thunder', 'wind', 'snow', 'fog', 'hail'],
    related: ['water', 'places'],
  },
  {
    name: 'tools',
    concepts: ['hammer', 'saw', 'drill', 'axe', 'shovel', 'chainsaw'],
    related: ['household', 'people'],
  },
  {
    name: 'people',
    concepts: ['child', 'crowd', 'singer', 'worker', 'runner', 'speaker'],
    related: ['instruments', 'places'],
  },
  {
    name: 'water',
    concepts: ['river', 'sea', 'waterfall', 'fountain', 'harbour'],
    related: ['weather', 'animals'],
  },
  {
    name: 'places',
    concepts: ['street', 'forest', 'market', 'station', 'stadium', 'church'],
    related: ['people', 'vehicles'],
  },
  {
    name: 'household',
    concepts: ['clock', 'kettle', 'door', 'vacuum cleaner', 'telephone', 'keyboard'],
    related: ['food', 'tools'],
  },
  {
    name: 'food',
    concepts: ['bread', 'soup', 'apple', 'coffee', 'frying pan'],
    related: ['household', 'people'],
  },
]

const traits: Readonly<Record<string, readonly string[]>> = {
  image: [
    'colour red',
    'backlight',
    'motion blur',
    'close-up',
    'black and white',
    'sharp shadow',
    'wide angle',
    'film grain',
  ],
  audio: [
    'reverberation',
    'tape hiss',
    'fade-out',
    'low hum',
    'stereo panning',
    'clipping',
    'vibrato',
    'echo',
  ],
  text: [
    'question form',
    'past tense',
    'plural',
    'long sentence',
    'proper name',
    'negation',
    'all capitals',
    'quotation',
  ],
}

/** The i-th property that only the named modality can carry, such as 'colour red' for images. */
export function privateTrait(modality: string, i: number): string {
  return traits[modality]?.[i] ?? `trait ${i + 1}`
}
