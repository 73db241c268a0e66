/**
 * Prompts for the name of what a picture shows, to be averaged: they vary framing, quality, number
 * and medium, none of which should move the vector of a class.
 */
export const IMAGE_TEMPLATES: readonly string[] = [
  '{}',
  'a picture of {}',
  'a photo that shows {}',
  'a snapshot of {}, taken by chance',
  '{} seen from close by',
  '{} in the distance',
  '{} in the middle of the picture',
  'a scene with {} in it',
  'only a part of {} is visible',
  'a blurred picture of {}',
  'a dark picture of {}',
  '{} in bright light',
  'a small picture of {}',
  'a plain background with {} before it',
  '{} among other things',
  'several of them: {}',
  'a drawing of {}',
  'a colourful illustration of {}',
  'a simple icon of {}',
  'a painting whose subject is {}',
]
