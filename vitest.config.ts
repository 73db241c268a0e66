import { defineConfig } from 'vitest/config'
import { browserProject, nodeProject } from '@cmgsae/vitest/projects'

export default defineConfig({
  test: {
    projects: [nodeProject(), browserProject()],
    // Many tests wait for processes that they start.
    maxWorkers: '100%',
    slowTestThreshold: 2000,
    reporters: ['default', '@cmgsae/vitest/reporter'],
  },
})
