export { Table, type Column, type Sorting } from './table.tsx'
