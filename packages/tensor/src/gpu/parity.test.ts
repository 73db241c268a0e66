import { parity } from '../parity/parity.ts'
import { createGpuBackend } from './index.ts'

parity('gpu (webasm)', () => createGpuBackend({ mode: 'webasm' }))
parity('gpu (cpu)', () => createGpuBackend({ mode: 'cpu' }))
