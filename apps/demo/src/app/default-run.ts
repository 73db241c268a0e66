/** The run that the app opens with: the first of the built-in world's index. */
export const DEFAULT_RUN = 'cmgsae'
