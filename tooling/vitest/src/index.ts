export { allclose } from './allclose.ts'
export { checkGradient } from './check-gradient.ts'
