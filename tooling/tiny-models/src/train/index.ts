export { epochOrder, makeBatch, type Pairs } from './batches.ts'
export { createTrainer, type Trainer } from './trainer.ts'
export { trainModel, type Plan, type TrainedModel, type TrainModelOptions } from './train-model.ts'
export type { PairTexts, Text } from './vary-text.ts'
