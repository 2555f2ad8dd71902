import { isObject, own } from '../http/body.ts'
import type { Call, V2Answer, V2Method } from '../context.ts'
import type { DriveFile, User } from '../data/data.ts'
import { toMoment } from '../data/dates.ts'
import { v2Error } from '../http/errors.ts'
import { optionalObject, page, toFlag, toInt, toList, toText } from './params.ts'

const scopes = ['disk']
const longestName = 255

/** `disk.*`: everybody's own Drive, and the files on it. */
export const driveMethods: Record<string, V2Method> = {
  'disk.storage.getlist': { scopes, run: getStorages },
  'disk.storage.getchildren': { scopes, run: getChildren },
  'disk.storage.uploadfile': { scopes, run: upload },
  'disk.file.get': { scopes, run: (call) => ({ result: describeFile(call, requireFile(call)) }) },
  'disk.file.delete': { scopes, run: remove },
}

/** Whether this user may read and write what lies in a storage: their own one. */
export function mayUseStorage(user: User, storageId: number): boolean {
  return storageIdOf(user) === storageId
}

function getStorages({ user, params }: Call): V2Answer {
  const mine = describeStorage(user)
  const filter = Object.entries(optionalObject(params, 'filter'))
  const isWanted = filter.every(matchesIn(mine))
  const { items, counts } = page(isWanted ? [mine] : [], own(params, 'start'))
  return { result: items, ...counts }
}

/** The files in a storage; folders there are none. */
function getChildren(call: Call): V2Answer {
  const { portal, user, params } = call
  const storageId = requireId(call)
  if (!portal.data.users.some((other) => mayUseStorage(other, storageId))) throw notFound(storageId)
  if (!mayUseStorage(user, storageId)) throw v2Error('ACCESS_DENIED', 'Access denied')
  const filter = Object.entries(optionalObject(params, 'filter'))
  const rows = portal.data.files
    .filter((file) => file.storageId === storageId)
    .map((file) => describeFile(call, file))
    .filter((row) => filter.every(matchesIn(row)))
  const { items, counts } = page(rows, own(params, 'start'))
  return { result: items, ...counts }
}

/** The bytes come with the call, in base64; an upload in a second request, as Bitrix24 also offers, there is not. */
function upload(call: Call): V2Answer {
  const { portal, user, params } = call
  const storageId = requireId(call)
  const data = own(params, 'data')
  const content = own(params, 'fileContent')
  if (!isObject(data) || content === undefined) throw badArgument()
  if (!portal.data.users.some((other) => mayUseStorage(other, storageId))) throw notFound(storageId)
  if (!mayUseStorage(user, storageId)) throw v2Error('ACCESS_DENIED', 'Access denied')
  const wanted = toText(own(data, 'NAME')).trim()
  if (wanted === '') {
    throw v2Error('DISK_BASE_SERVICE_22001', 'Error: required parameter NAME (DISK_BASE_SERVICE_22001)')
  }
  const bytes = decode(content)
  const name = freeName(
    call,
    storageId,
    wanted.slice(0, longestName),
    toFlag(own(params, 'generateUniqueName')),
  )
  const file: DriveFile = {
    id: portal.data.next.file++,
    storageId,
    name,
    size: bytes.length,
    keptAs: portal.files.put(bytes),
    created: toMoment(portal.now()),
    creatorId: user.id,
  }
  portal.data.files.push(file)
  portal.changed()
  return { result: describeFile(call, file) }
}

/** For good, with its attachments. */
function remove(call: Call): V2Answer {
  const { portal } = call
  const file = requireFile(call)
  portal.data.files = portal.data.files.filter((other) => other !== file)
  portal.data.attachments = portal.data.attachments.filter((attachment) => attachment.fileId !== file.id)
  portal.files.remove(file.keptAs)
  portal.changed()
  return { result: true }
}

function requireId({ params }: Call): number {
  const id = toInt(own(params, 'id'))
  if (id === null) throw badArgument()
  return id
}

function requireFile(call: Call): DriveFile {
  const id = requireId(call)
  const file = call.portal.data.files.find((candidate) => candidate.id === id)
  if (!file) throw notFound(id)
  if (!mayUseStorage(call.user, file.storageId)) throw v2Error('ACCESS_DENIED', 'Access denied')
  return file
}

/** `["name", "base64"]`, or the base64 alone. */
function decode(content: unknown): Buffer {
  const text = toText(isObject(content) ? toList(content).at(-1) : content).replace(/\s/g, '')
  if (text === '' || text.length % 4 === 1 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw v2Error('ERROR_COULD_NOT_SAVE_FILE', 'Could not save file')
  }
  return Buffer.from(text, 'base64')
}

/** `a.png`, then `a (1).png`. */
function freeName({ portal }: Call, storageId: number, wanted: string, isUnique: boolean): string {
  const inStorage = portal.data.files.filter((file) => file.storageId === storageId)
  const taken = new Set(inStorage.map((file) => file.name))
  if (!taken.has(wanted)) return wanted
  if (!isUnique) throw v2Error('DISK_OBJ_22000', 'An object with this name already exists (DISK_OBJ_22000)')
  const dot = wanted.lastIndexOf('.') > 0 ? wanted.lastIndexOf('.') : wanted.length
  let count = 1
  const numbered = () => `${wanted.slice(0, dot)} (${count})${wanted.slice(dot)}`
  while (taken.has(numbered())) count += 1
  return numbered()
}

function badArgument() {
  return v2Error('ERROR_ARGUMENT', 'Invalid value of parameter {Parameter #0}')
}

function notFound(id: number) {
  return v2Error('ERROR_NOT_FOUND', `Could not find entity with id \`${id}\``)
}

function storageIdOf(user: User): number {
  return user.id + 10
}

function rootOf(storageId: number): number {
  return storageId + 8
}

function matchesIn(row: object) {
  return ([key, wanted]: [string, unknown]) => {
    const value = own(row, key.replace(/^[=%]/, ''))
    if (typeof value !== 'string' && typeof value !== 'number') return true
    const texts = toList(wanted).map((item) => toText(item).toLowerCase())
    const held = toText(value).toLowerCase()
    return texts.some((text) => (key.startsWith('%') ? held.includes(text) : held === text))
  }
}

function describeStorage(user: User) {
  const id = storageIdOf(user)
  return {
    ID: String(id),
    NAME: `${user.name} ${user.lastName}`,
    CODE: null,
    MODULE_ID: 'disk',
    ENTITY_TYPE: 'user',
    ENTITY_ID: String(user.id),
    ROOT_OBJECT_ID: String(rootOf(id)),
  }
}

function describeFile({ portal, user }: Call, file: DriveFile) {
  const created = portal.zones.format(file.created, user.timeZone)
  const by = String(file.creatorId)
  return {
    ID: file.id,
    NAME: file.name,
    CODE: null,
    STORAGE_ID: String(file.storageId),
    TYPE: 'file',
    PARENT_ID: String(rootOf(file.storageId)),
    DELETED_TYPE: 0,
    GLOBAL_CONTENT_VERSION: 1,
    FILE_ID: 100_000 + file.id, // not the number that is attached, in Bitrix24 neither
    SIZE: String(file.size),
    CREATE_TIME: created,
    UPDATE_TIME: created,
    DELETE_TIME: null,
    CREATED_BY: by,
    UPDATED_BY: by,
    DELETED_BY: '0',
    DOWNLOAD_URL: `/disk/downloadFile/${file.id}/`,
    DETAIL_URL: `/company/personal/user/${file.creatorId}/disk/file/${file.id}/`,
  }
}
