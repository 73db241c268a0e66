import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router'
import { parseRootSearch } from './app/run-address.ts'
import { parseCompareSearch } from './rooms/compare/search.ts'
import { parseConceptsSearch } from './rooms/concepts/search.ts'
import { parseHomeSearch } from './rooms/home/search.ts'
import { parseSampleSearch } from './rooms/sample/search.ts'
import { parseSearchSearch } from './rooms/search/search.ts'
import { parseSteerSearch } from './rooms/steer/search.ts'
import { parseTrainSearch } from './rooms/train/search.ts'
import { NotFound } from './ui/shell/not-found.tsx'
import { Shell } from './ui/shell/shell.tsx'

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: parseRootSearch,
  search: { middlewares: [retainSearchParams(['run'])] },
})
const under = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path }) as const

// Each room comes when it is entered; what the address may hold is known from the start.
const home = createRoute({
  ...under('/'),
  validateSearch: parseHomeSearch,
  component: lazyRouteComponent(() => import('./rooms/home/room.tsx'), 'HomeRoom'),
})
const concepts = createRoute({
  ...under('/concepts'),
  validateSearch: parseConceptsSearch,
  component: lazyRouteComponent(() => import('./rooms/concepts/room.tsx'), 'ConceptsRoom'),
})
const sample = createRoute({
  ...under('/sample'),
  validateSearch: parseSampleSearch,
  component: lazyRouteComponent(() => import('./rooms/sample/room.tsx'), 'SampleRoom'),
})
const steer = createRoute({
  ...under('/steer'),
  validateSearch: parseSteerSearch,
  component: lazyRouteComponent(() => import('./rooms/steer/room.tsx'), 'SteerRoom'),
})
const search = createRoute({
  ...under('/search'),
  validateSearch: parseSearchSearch,
  component: lazyRouteComponent(() => import('./rooms/search/room.tsx'), 'SearchRoom'),
})
const train = createRoute({
  ...under('/train'),
  validateSearch: parseTrainSearch,
  component: lazyRouteComponent(() => import('./rooms/train/room.tsx'), 'TrainRoom'),
})
const compare = createRoute({
  ...under('/compare'),
  validateSearch: parseCompareSearch,
  component: lazyRouteComponent(() => import('./rooms/compare/room.tsx'), 'CompareRoom'),
})

/** Addresses after the #, so that any static host serves them, and a reload finds the same page. */
export const router = createRouter({
  routeTree: root.addChildren([home, concepts, sample, steer, search, train, compare]),
  history: createHashHistory(),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
