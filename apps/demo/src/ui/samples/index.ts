export { Picture } from './picture.tsx'
export { Player } from './player.tsx'
export { SampleCard } from './sample-card.tsx'
export { sampleTitle } from './sample-title.ts'
