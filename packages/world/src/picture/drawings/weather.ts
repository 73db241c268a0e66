import type { Drawing } from '../../vocabulary/concept.ts'
import { ink, palette, water } from '../palette.ts'
import { box, circle, flat, line, n, shape, times } from '../shapes.ts'

const cloud = (fill: string) =>
  shape(
    'M-30 4Q-48 4 -46 -12Q-44 -24 -30 -24Q-26 -42 -4 -42Q14 -42 20 -28Q46 -32 46 -10Q46 4 30 4Z',
    fill,
  )

export const rain: Drawing = (_, dice) => {
  const lean = dice.between(2, 7)
  return (
    times(9, (i) => {
      const [x, y] = [-36 + (i % 5) * 18 + (i > 4 ? 9 : 0), i > 4 ? 28 : 12]
      const streak = `M${n(x)} ${y}l${n(-lean)} 14`
      return line(streak, 6.4) + line(streak, 3.6, water)
    }) + cloud('#a9b4c4')
  )
}

export const hail: Drawing = (_, dice) =>
  times(9, (i) => {
    const [x, y] = [-36 + (i % 5) * 18 + (i > 4 ? 9 : 0), i > 4 ? 35 : 18]
    return circle(x + dice.between(-2, 2), y + dice.between(-4, 4), 5.6, '#f7fbff')
  }) + cloud('#8d99ad')

export const thunderstorm: Drawing = (_, dice) => {
  const x = dice.whole(-4, 4)
  return (
    shape(
      `M${x + 4} -4L${x - 16} 24H${x - 3}L${x - 10} 50L${x + 18} 14H${x + 4}L${x + 14} -4Z`,
      '#fbd63a',
    ) +
    cloud('#6a6f86') +
    flat(shape('M-30 -2Q-42 -3 -41 -12Q-20 0 40 -6Q36 0 29 0Z', '#565a70'))
  )
}

export const rainbow: Drawing = () => {
  const bands = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const
  const arc = (r: number, colour: string, width: number) =>
    `<path d="M${-r} 30A${r} ${r} 0 0 1 ${r} 30" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="butt"/>`
  const puff = (x: number) =>
    shape(`M${x - 9} 40a9 9 0 0 1 -2 -17.5a11 11 0 0 1 22 0a9 9 0 0 1 -2 17.5Z`, '#fff')
  return (
    arc(34, ink, 31) +
    bands.map((name, i) => arc(46.2 - i * 4.9, palette[name].main, 5.2)).join('') +
    puff(-34) +
    puff(34)
  )
}

export const snowman: Drawing = (_, dice) => {
  const { main, dark } = palette[dice.pick(['red', 'blue', 'green', 'purple'] as const)]
  return (
    line('M-18 2L-40 -12M-34 -9L-38 -18M18 2L40 -12M34 -9L38 -18', 3, '#6b4a2d') +
    circle(0, 25, 23, '#fbfdff') +
    circle(0, -4, 17, '#fbfdff') +
    circle(0, -24, 13, '#fbfdff') +
    box([-11, -49], [22, 15], ink, 1.5) +
    line('M-18 -34H18', 5) +
    line('M-11 -38H11', 4, main) +
    shape('M-14 -15Q0 -8 14 -15V-8Q0 -2 -14 -8Z', main) +
    shape('M8 -9L16 10L8 12L3 -7Z', dark) +
    shape('M0 -24L18 -20L0 -19Z', '#f08a2c') +
    flat(
      circle(-5, -27, 1.9, ink),
      circle(5, -27, 1.9, ink),
      times(3, (i) => circle(0, 4 + i * 9, 2, ink)),
    )
  )
}
