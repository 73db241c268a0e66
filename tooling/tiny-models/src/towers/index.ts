export { imageTower } from './image-tower.ts'
export { randomInitializer, storedInitializer, type Initializer } from './initializer.ts'
export { soundTower } from './sound-tower.ts'
export { textTower } from './text-tower.ts'
