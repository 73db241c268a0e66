/** Prompts for classes of sounds, such as 'dog' or 'pouring water'; give them to `clapTexts`. */
export const SOUND_TEMPLATES: readonly string[] = [
  'a recording of {}',
  'the sound of {}',
  'one can hear {}',
  '{} nearby',
  '{} in the distance',
  'a noisy recording of {}',
  'a clear recording of {}',
  'a field recording with {}',
]
