export { motionTraces, type Trace } from './motion.ts'
export { activities, synthesize, type Activity, type SynthesizeOptions } from './synthesize.ts'
