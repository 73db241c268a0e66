export { modelFiles, type ModelFilesOptions } from './model-files.ts'
export { tokenIds, tokenizerFiles, vocabularyOf } from './tokenizer-files.ts'
export { writeFolder } from './write-folder.ts'
