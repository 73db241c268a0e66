/** The shades of one colour, as CSS colours. */
export interface Paint {
  readonly main: string
  readonly dark: string
  readonly light: string
}

/** Colours that captions name. */
export const palette = {
  red: { main: '#d9443c', dark: '#a32b2d', light: '#f08d80' },
  orange: { main: '#f08a2c', dark: '#bb5d14', light: '#fabb77' },
  yellow: { main: '#f7cf3d', dark: '#cf9d17', light: '#fce894' },
  green: { main: '#4ca45a', dark: '#2d7340', light: '#94d090' },
  blue: { main: '#3f7fd0', dark: '#28549b', light: '#8fbdf0' },
  purple: { main: '#8a5cc4', dark: '#5d3892', light: '#bf9fe6' },
  pink: { main: '#ee82ac', dark: '#c0517f', light: '#f9bcd3' },
  brown: { main: '#95633a', dark: '#664124', light: '#c1946a' },
  black: { main: '#45434f', dark: '#2a2932', light: '#75737f' },
  white: { main: '#f6f3ea', dark: '#cfcabc', light: '#ffffff' },
  grey: { main: '#989ca3', dark: '#6a6e77', light: '#c8cbd0' },
} as const satisfies Record<string, Paint>

export type ColourName = keyof typeof palette

/** Colours that belong to materials, whatever the concept's own colour. */
export const ink = '#2b2536'
export const steel = '#b4bcc8'
export const darkSteel = '#78818f'
export const wood = '#b57c45'
export const darkWood = '#8a5a2e'
export const glass = '#bfe3f2'
export const rubber = '#3d3a45'
export const brass = '#e3b23c'
export const cream = '#fbf4df'
export const water = '#58a9dd'
export const deepWater = '#2f7dba'
export const foam = '#eaf7ff'
export const leaf = '#4f9d52'
export const darkLeaf = '#377a41'
export const stone = '#9b978f'
