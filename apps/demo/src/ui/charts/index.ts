export { BarChart } from './bar-chart.tsx'
export { CodeBars } from './code-bars.tsx'
export { LineChart, type Line } from './line-chart.tsx'
export type { PointColours } from './plot-points.ts'
