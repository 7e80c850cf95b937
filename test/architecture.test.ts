import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as assert from 'uvu/assert'
import { routes } from '../facade/routes.ts'
import { api } from '../server/trpc/router.ts'
import { suite } from './support/suite.ts'

const test = suite('architecture')
const root = path.join(import.meta.dirname, '..')

type Import = { from: string; to: string; typeOnly: boolean }

const files = globSync('{server,facade,workers,clients}/**/*.ts', { cwd: root }).filter(
  (file) => !file.startsWith('server/gen/'),
)

const imports: Import[] = files.flatMap((from) => {
  const source = readFileSync(path.join(root, from), 'utf8')
  return [...source.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'/gms)].map(
    ([, type, to = '']) => ({
      from,
      to: to.startsWith('.') ? path.join(path.dirname(from), to) : to,
      typeOnly: type !== undefined,
    }),
  )
})

const broken = (rule: (line: Import) => boolean) =>
  imports.filter(rule).map(({ from, to }) => `${from} → ${to}`)
const within = (file: string, ...folders: string[]) =>
  folders.some((folder) => file === folder || file.startsWith(`${folder}/`))

test('it reads the import lines', () => {
  assert.ok(imports.length > 150, `only ${imports.length}`)
})

test('faces never import each other', () => {
  const faces = ['server/trpc', 'server/grpc', 'facade', 'workers']
  const faceOf = (file: string) => faces.find((face) => within(file, face))
  assert.equal(
    broken(
      ({ from, to }) => faceOf(from) !== undefined && faceOf(to) !== undefined && faceOf(from) !== faceOf(to),
    ),
    [],
  )
})

test('the domain knows no face, no HTTP and no gRPC', () => {
  assert.equal(
    broken(
      ({ from, to }) =>
        within(from, 'server/domain', 'server/access', 'server/platform') &&
        (within(to, 'server/trpc', 'server/grpc', 'facade', 'workers', 'server/app.ts') ||
          ['fastify', '@trpc/server', '@grpc/grpc-js'].includes(to)),
    ),
    [],
  )
})

test('what lies below the domain does not look up to it', () => {
  const below = [
    'server/platform',
    'server/access',
    'server/operation.ts',
    'server/failure.ts',
    'server/failures.ts',
    'server/idempotency.ts',
    'server/call.ts',
  ]
  assert.equal(
    broken(({ from, to }) => within(from, ...below) && within(to, 'server/domain')),
    [],
  )
})

test('a contract imports zod and other contracts only', () => {
  assert.equal(
    broken(
      ({ from, to }) =>
        /^server\/domain\/.*contract\.ts$/.test(from) && to !== 'zod' && !to.endsWith('/contract.ts'),
    ),
    [],
  )
})

test('generated code is seen by the gRPC face and the gRPC client only', () => {
  assert.equal(
    broken(
      ({ from, to }) =>
        within(to, 'server/gen') &&
        !within(from, 'server/grpc', 'clients/sdk/grpc.ts', 'clients/sdk/rpc-error.ts'),
    ),
    [],
  )
})

test('clients take types only from the server', () => {
  assert.equal(
    broken(
      ({ from, to, typeOnly }) =>
        within(from, 'clients') &&
        within(to, 'server', 'facade', 'workers') &&
        !within(to, 'server/gen') &&
        !typeOnly,
    ),
    [],
  )
})

test('packages stay where they belong', () => {
  const homes: Record<string, string[]> = {
    'pg-boss': ['server/platform/jobs.ts', 'server/platform/boss-database.ts'],
    postgres: ['server/platform/postgres.ts'],
    fastify: ['server/app.ts', 'facade', 'server/trpc'],
    '@grpc/grpc-js': ['server/grpc', 'server/failures.ts', 'clients/sdk'],
    '@trpc/server': ['server/trpc', 'server/failures.ts', 'facade/openapi.ts'],
    'trpc-openapi': ['facade/openapi.ts'],
    jose: ['server/access'],
    'prom-client': ['server/platform/metrics.ts'],
    '@opentelemetry/api': ['server/platform/tracing.ts'],
    openai: ['server/domain/bob/engines', 'server/domain/speech'],
    mediabunny: ['server/domain/speech'],
    uvu: [],
  }
  assert.equal(
    broken(({ from, to }) => homes[to] !== undefined && !within(from, ...(homes[to] ?? []))),
    [],
  )
})

test('nouns never import each other in a circle', () => {
  const nounOf = (file: string) => /^server\/domain\/(\w+)\//.exec(file)?.[1]
  const edges = new Map<string, Set<string>>()
  for (const { from, to } of imports) {
    const [a, b] = [nounOf(from), nounOf(to)]
    if (a && b && a !== b) edges.set(a, (edges.get(a) ?? new Set()).add(b))
  }
  const reaches = (start: string, goal: string, seen = new Set<string>()): boolean =>
    [...(edges.get(start) ?? [])].some(
      (next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))),
    )
  // types of a reply travel with the turn that keeps it; values do not
  const circles = [...edges.keys()].filter((noun) => reaches(noun, noun))
  assert.equal(circles, [])
})

test('only config.ts reads the environment', () => {
  const readers = files.filter((file) =>
    /process\.env(?!\.PATH)/.test(readFileSync(path.join(root, file), 'utf8')),
  )
  assert.equal(readers, ['server/config.ts'])
})

test('every operation stands in a table of a face', async () => {
  const named = new Set(routes.flatMap(({ op, stream }) => [op.name, stream?.name]))
  const tables = globSync('server/{trpc,grpc}/*.ts', { cwd: root })
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n')
  const lost: string[] = []
  for (const file of globSync('server/domain/**/*.ts', { cwd: root })) {
    const exported: Record<string, unknown> = await import(path.join(root, file))
    for (const [name, value] of Object.entries(exported)) {
      if (typeof value !== 'object' || value === null || !('permission' in value) || !('run' in value))
        continue
      const inTable = new RegExp(`\\(\\s*${name}\\b`).test(tables)
      if (!inTable && !named.has(String((value as { name?: string }).name))) lost.push(`${file} ${name}`)
    }
  }
  assert.equal(lost, [])
  assert.ok(Object.keys(api._def.procedures).length >= 8)
})

test('no file is longer than two thoughts', () => {
  const long = files.filter(
    (file) =>
      !file.includes('/languages/') && readFileSync(path.join(root, file), 'utf8').split('\n').length > 251,
  )
  assert.equal(long, [])
})

test.run()
