import type { FastifyInstance } from 'fastify'
import type { DemoBusiness } from '../server/demo/businesses.ts'
import { accentRules } from './pages/accent.ts'
import { joinPage, resetPage } from './pages/account.ts'
import { demoBusinessPage } from './pages/demo-business.ts'
import { demoListPage } from './pages/demo-list.ts'
import { errorsPage } from './pages/errors.ts'
import { homePage } from './pages/home.ts'
import { favicon } from './pages/icons.ts'
import { unknownBusinessPage } from './pages/not-found.ts'
import { type Place, permissionsPage } from './pages/permissions.ts'
import { answer, type Prepared, prepare } from './pages/prepared.ts'
import { hashedAsset, type SiteAssets } from './site-assets.ts'

/**
 * Registers the product's home, the demo businesses' websites and the files they load.
 * Every page is rendered once, here: requests only compare an ETag and send bytes.
 */
export function servePages(
  app: FastifyInstance,
  site: { businesses: readonly DemoBusiness[]; assets: SiteAssets; places: readonly Place[] },
): void {
  const { businesses, assets, places } = site
  const accents = hashedAsset('accents.css', businesses.map(accentRule).join(''))
  const frame = { assets, accentsPath: accents.path }

  for (const asset of [...Object.values(assets), accents]) {
    serve(app, asset.path, prepare(asset.body, asset.contentType, 'public, max-age=31536000, immutable'))
  }
  for (const path of ['/favicon.svg', '/favicon.ico']) {
    serve(app, path, prepare(favicon, 'image/svg+xml', 'public, max-age=86400'))
  }
  serve(app, '/', page(homePage(frame, businesses)))
  serve(app, '/docs/errors', page(errorsPage(frame)))
  serve(app, '/docs/permissions', page(permissionsPage(frame, places)))
  serve(app, '/account/reset', page(resetPage(frame)))
  serve(app, '/account/join', page(joinPage(frame)))
  serve(app, '/demo', page(demoListPage(frame, businesses)))
  app.get('/demo/', (_request, reply) => reply.redirect('/demo', 308))

  const sites = new Map(
    businesses.map((business) => [business.slug, page(demoBusinessPage(frame, business))]),
  )
  const unknown = page(unknownBusinessPage(frame))
  app.get<{ Params: { slug: string } }>('/demo/:slug', (request, reply) => {
    const found = sites.get(request.params.slug)
    return found ? answer(request, reply, found) : answer(request, reply.code(404), unknown)
  })
}

function serve(app: FastifyInstance, path: string, prepared: Prepared): void {
  app.get(path, (request, reply) => answer(request, reply, prepared))
}

function page(markup: string): Prepared {
  return prepare(markup, 'text/html; charset=utf-8', 'no-cache')
}

function accentRule({ slug, site }: DemoBusiness): string {
  return accentRules(slug, site.accent)
}
