import {
  impersonation,
  operatorRoles,
  type Permission,
  platformPermissions,
  roles,
} from '../../server/access/permissions.ts'
import type { Operation } from '../../server/operation.ts'
import { html, type Markup } from './html.ts'
import { type Frame, layout, productFooter, productHeader } from './layout.ts'

/** Where an operation can be called: a path, a procedure or an RPC. */
export type Place = { place: string; op: Pick<Operation, 'name' | 'summary' | 'permission'> }

/** Who may call what: every operation of the tables of the faces, by role. Made of those tables, so never out of date. */
export function permissionsPage(frame: Frame, places: readonly Place[]): string {
  const operations = [...Map.groupBy(places, ({ op }) => op.name)]
    .flatMap(([, here]) => (here[0] ? [{ op: here[0].op, places: here.map(({ place }) => place) }] : []))
    .toSorted((a, b) => a.op.name.localeCompare(b.op.name))
  const isPlatform = ({ op }: Line) =>
    op.permission === 'operator' || (platformPermissions as readonly string[]).includes(op.permission)
  const ofTenant = operations.filter((line) => !isPlatform(line) && line.op.permission !== 'anyone')
  return layout(frame, {
    title: 'Who may do what – Office 168/52',
    description: 'Every operation with the permission it needs and the roles that hold it.',
    body: html`${productHeader(null)}
<main id="content">
  <header class="page-head">
    <h1>Who may do what</h1>
    <p class="lead">Every operation names the permission it needs; a role holds permissions. A service holds the scopes of its identity, under the same names.</p>
  </header>
  <section class="prose wide">
    <h2>People of a business</h2>
    <p>A guest is an operator in the account of a business, with a reason that the business reads.</p>
    ${table(ofTenant, { ...roles, guest: impersonation }, 'user')}
    <h2>Operators of the platform</h2>
    ${table(operations.filter(isPlatform), operatorRoles, 'operator')}
    <h2>Anybody</h2>
    <p>These need no role; some need a credential of their own, such as a widget key or a link that was mailed.</p>
    ${table(
      operations.filter(({ op }) => op.permission === 'anyone'),
      {},
      'anyone',
    )}
  </section>
</main>
${productFooter}`,
  })
}

type Line = { op: Place['op']; places: string[] }

const table = (
  lines: readonly Line[],
  columns: Readonly<Record<string, readonly Permission[]>>,
  whoever: Place['op']['permission'],
): Markup => html`<div class="table-scroll"><table>
  <thead><tr><th scope="col">Operation</th><th scope="col">Permission</th>${Object.keys(columns).map(
    (role) => html`<th scope="col">${role.replace('_', ' ')}</th>`,
  )}</tr></thead>
  <tbody>${lines.map(({ op, places }) => row(op, places, columns, whoever))}</tbody>
</table></div>`

const row = (
  { name, summary, permission }: Place['op'],
  places: readonly string[],
  columns: Readonly<Record<string, readonly Permission[]>>,
  whoever: string,
): Markup =>
  html`<tr id="${name}"><th scope="row">${summary}<span class="places">${places.map(
    (place) => html`<code>${place}</code> `,
  )}</span></th><td>${
    permission === 'anyone' ? 'none' : permission === whoever ? 'signed in' : html`<code>${permission}</code>`
  }</td>${Object.entries(columns).map(([role, held]) => html`<td>${mark(role, held, permission, whoever)}</td>`)}</tr>`

function mark(role: string, held: readonly Permission[], permission: string, whoever: string): string {
  const may = permission === whoever ? role !== 'guest' : (held as readonly string[]).includes(permission)
  return may ? 'yes' : '–'
}
