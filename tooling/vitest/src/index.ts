export { allclose } from './allclose.ts'
export { checkGradient } from './check-gradient.ts'
export { quickStart } from './quick-start.ts'
