export { clapSounds, type ClapSoundsOptions } from './clap-sounds.ts'
export { clapTexts, type ClapTextsOptions } from './clap-texts.ts'
export type { EncodedSound, SoundInput, SoundSamples } from './sound/sound-input.ts'
export { SOUND_TEMPLATES } from './sound-templates.ts'
