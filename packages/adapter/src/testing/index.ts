export { testAdapter, type AdapterReport, type TestAdapterOptions } from './test-adapter.ts'
