import { useAnswer } from '../../app/use-answer.ts'
import { ErrorNote, Page, Skeleton } from '../../ui/display/index.ts'
import { Table } from '../../ui/table/index.ts'

export function CompareRoom() {
  const { data, error } = useAnswer((engine) => engine.comparison(), [])
  const rows = data?.rows.filter(({ curveOnly }) => !curveOnly) ?? []
  const score = (value: number | undefined) => value?.toFixed(3) ?? '–'
  return (
    <Page
      title="Compare"
      about={data ? `Measured on ${data.about}.` : 'The method and its baselines.'}
    >
      {error && <ErrorNote error={error} />}
      {data ? (
        <Table
          label="Comparison"
          className="h-96"
          rows={[...rows.keys()]}
          columns={[
            {
              key: 'title',
              title: 'Model',
              width: 'minmax(10rem,2fr)',
              cell: (r) => rows[r]!.title,
            },
            ...data.modalities.map((name) => ({
              key: name,
              title: `FVE ${name}`,
              width: '6rem',
              numeric: true,
              cell: (r: number) => score(rows[r]!.measures.fve[name]),
            })),
          ]}
        />
      ) : (
        <Skeleton className="h-96" />
      )}
    </Page>
  )
}
