export { fileSource } from './file-source.ts'
export { loadEmbeddings, type LoadedEmbeddings, type LoadOptions } from './load-embeddings.ts'
export { openEmbeddings } from './open-embeddings.ts'
