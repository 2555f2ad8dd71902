import { own } from '../http/body.ts'
import type { Call, V2Answer, V2Method } from '../context.ts'
import type { Project } from '../data/data.ts'
import { canSeeProject, isMember, manages } from '../data/rights.ts'
import { optionalObject, page, toList, toText, withUpperCaseNames } from './params.ts'

const scopes = ['sonet_group']

/** `sonet_group.*`: projects and who is in them. */
export const projectMethods: Record<string, V2Method> = {
  'sonet_group.get': { scopes, run: getProjects },
  'sonet_group.user.groups': { scopes, run: ownProjects },
  'socialnetwork.api.workgroup.list': { scopes: ['socialnetwork'], run: listWorkgroups },
}

function ownProjects({ portal, user }: Call): V2Answer {
  const mine = portal.data.projects.filter((project) => isMember(project, user))
  return {
    result: mine.map((project) => ({
      GROUP_ID: String(project.id),
      GROUP_NAME: project.name,
      ROLE: project.ownerId === user.id ? 'A' : manages(project, user) ? 'E' : 'K',
      GROUP_IMAGE_ID: null,
      GROUP_IMAGE: '',
    })),
  }
}

/** Without `select` no more than ids; keys come in camel case. */
function listWorkgroups(call: Call): V2Answer {
  const params = withUpperCaseNames(call.params)
  const filter = withUpperCaseNames(optionalObject(params, 'FILTER'))
  const select = ['ID', ...toList(own(params, 'SELECT')).map((name) => toText(name).toUpperCase())]
  const rows = call.portal.data.projects
    .filter((project) => canSeeProject(project, call.user))
    .map((project) => ({ ...describe(call, project), TYPE: project.type }))
    .filter((row) => matches(row, filter))
    .map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => select.includes(name))))
  const { items, counts } = page(rows, own(params, 'START'))
  return { result: { workgroups: items.map(withCamelCaseNames) }, ...counts }
}

function withCamelCaseNames(row: Record<string, string>): Record<string, string> {
  const camel = (name: string) =>
    name.toLowerCase().replace(/_([a-z])/g, (_all, sign: string) => sign.toUpperCase())
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [camel(name), value]))
}

function getProjects(call: Call): V2Answer {
  const { portal, user } = call
  const params = withUpperCaseNames(call.params)
  const filter = withUpperCaseNames(optionalObject(params, 'FILTER'))
  const groupId = own(params, 'GROUP_ID')
  const wanted = groupId === undefined ? filter : { ...filter, ID: groupId }
  const order = Object.entries(withUpperCaseNames(optionalObject(params, 'ORDER')))
  const rows = portal.data.projects
    .filter((project) => canSeeProject(project, user))
    .map((project) => describe(call, project))
    .filter((row) => matches(row, wanted))
    .sort((one, other) => compareBy(order, one, other))
  const { items, counts } = page(rows, own(params, 'START'))
  return { result: items, ...counts }
}

function matches(row: Record<string, string>, filter: Record<string, unknown>): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    const [, sign = '', name = ''] = /^([!%@=]*)(.*)$/s.exec(key) ?? []
    const value = own(row, name)
    if (typeof value !== 'string') return true
    const texts = toList(wanted).map((item) => toText(item).toLowerCase())
    const held = value.toLowerCase()
    return (
      texts.some((text) => (sign.includes('%') ? held.includes(text) : held === text)) !== sign.includes('!')
    )
  })
}

function compareBy(order: [string, unknown][], one: object, other: object): number {
  for (const [key, direction] of order) {
    const result = toText(own(one, key)).localeCompare(toText(own(other, key)), 'ru', { numeric: true })
    if (result !== 0) return toText(direction).toUpperCase() === 'DESC' ? -result : result
  }
  return 0
}

function describe({ portal, user }: Call, project: Project): Record<string, string> {
  const created = portal.zones.format(project.created, user.timeZone)
  return {
    ID: String(project.id),
    SITE_ID: 's1',
    NAME: project.name,
    DESCRIPTION: project.description,
    DATE_CREATE: created,
    DATE_UPDATE: created,
    ACTIVE: 'Y',
    VISIBLE: 'Y',
    OPENED: 'N',
    CLOSED: 'N',
    SUBJECT_ID: '1',
    OWNER_ID: String(project.ownerId),
    KEYWORDS: '',
    NUMBER_OF_MEMBERS: String(project.memberIds.length),
    DATE_ACTIVITY: created,
    SUBJECT_NAME: portal.language === 'ru' ? 'Рабочие группы' : 'Workgroups',
    PROJECT: 'Y',
    IS_EXTRANET: 'N',
  }
}
