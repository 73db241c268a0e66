/** The rooms in the order of the navigation. */
export const rooms = [
  { path: '/', name: 'Home', about: 'The idea in one picture' },
  { path: '/concepts', name: 'Concepts', about: 'Every latent and group, as a table and a map' },
  { path: '/sample', name: 'Sample', about: 'Take one thing apart into what it is made of' },
  { path: '/steer', name: 'Steer', about: 'Turn concepts up and down and watch everything move' },
  { path: '/search', name: 'Search', about: 'From any modality to any other, with reasons' },
  { path: '/train', name: 'Train', about: 'Grow a dictionary here, and see concepts appear' },
  { path: '/compare', name: 'Compare', about: 'The method beside its baselines' },
] as const

export type RoomPath = (typeof rooms)[number]['path']
