import { LineChart } from '../../ui/charts/index.ts'
import { groupColour } from '../../ui/display/index.ts'
import { overlaid, type CurvePoint } from './trainings/curve.ts'
import type { Training } from './trainings/training.ts'

const charts = [
  {
    title: 'Loss',
    about: 'How far reconstructions are off: lower is better',
    value: ({ loss }: CurvePoint) => loss,
  },
  {
    title: 'Variance explained',
    about: 'FVE of samples kept aside, mean over modalities: 1 is perfect',
    value: ({ fve }: CurvePoint) => fve,
  },
  {
    title: 'Active concepts (L0)',
    about: 'How many concepts a sample lights',
    value: ({ l0 }: CurvePoint) => l0,
  },
  {
    title: 'Dead concepts',
    about: 'Percent of the dictionary that nothing has lit for a while',
    value: ({ dead }: CurvePoint) => 100 * dead,
  },
] as const

/** The curves of trainings over one another; without any, the places where they will be. */
export function Charts({ trainings }: { readonly trainings: readonly Training[] }) {
  return (
    <div className="grid gap-x-6 gap-y-5 md:grid-cols-2">
      {charts.map(({ title, about, value }) => {
        const { x, values } = overlaid(
          trainings.map(({ curve }) => curve),
          value,
        )
        return (
          <section key={title} aria-label={title} className="flex min-w-0 flex-col gap-1">
            <h3 className="text-sm font-semibold">{title}</h3>
            <p className="text-xs text-faint">{about}</p>
            {trainings.length === 0 ? (
              <div className="mt-1 h-44 rounded-md bg-sunken" />
            ) : (
              <LineChart
                label={`${title} of ${trainings.map((training) => training.title).join(', ')}`}
                x={x}
                xLabel="epochs"
                legend={false}
                className="h-44"
                lines={trainings.map((training, at) => ({
                  name: training.title,
                  colour: trainingColour(training),
                  values: values[at]!,
                }))}
              />
            )}
          </section>
        )
      })}
    </div>
  )
}

/** The colour of a training in charts and lists. */
export const trainingColour = ({ id }: Pick<Training, 'id'>): string => groupColour(id - 1)
