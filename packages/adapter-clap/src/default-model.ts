export const DEFAULT_MODEL = 'Xenova/clap-htsat-unfused'
