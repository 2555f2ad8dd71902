import { own } from '../http/body.ts'
import type { Language, V2Method } from '../context.ts'
import { isGranted } from '../context.ts'
import { toMoment } from '../data/dates.ts'
import { v2Error } from '../http/errors.ts'
import { requireText, toFlag } from './params.ts'

/** What a webhook of this portal may be given. `tasks` is what some pages call the scope of REST 3.0. */
export const allScopes: readonly string[] = [
  'task',
  'tasks',
  'user',
  'user_basic',
  'user_brief',
  'sonet_group',
  'socialnetwork',
  'disk',
]

/** Methods about the REST API itself; `find` looks a method up by its lower-case name. */
export function systemMethods(find: (name: string) => V2Method | undefined): Record<string, V2Method> {
  return {
    scope: {
      scopes: null,
      run: ({ params, scopes }) => ({ result: toFlag(own(params, 'full')) ? [...allScopes] : [...scopes] }),
    },
    'method.get': {
      scopes: null,
      run({ params, scopes }) {
        const method = find(requireText(params, 'name').toLowerCase())
        return {
          result: {
            isExisting: method !== undefined,
            isAvailable: !!method && isGranted(method.scopes, scopes),
          },
        }
      },
    },
    'app.info': {
      scopes: null,
      run: ({ application, portal }) => ({ result: describe(application, portal.language) }),
    },
    'server.time': {
      scopes: null,
      run: ({ portal }) => ({ result: toMoment(portal.now()).replace('Z', '+00:00') }),
    },
  }
}

/** What an application is told of itself; a webhook is none. */
function describe(clientId: string | null, language: Language): object {
  if (clientId === null) throw v2Error('ACCESS_DENIED', 'Access denied! Application context required')
  return {
    ID: '1',
    CODE: clientId,
    VERSION: '1',
    STATUS: 'L',
    INSTALLED: true,
    PAYMENT_EXPIRED: 'N',
    DAYS: null,
    LANGUAGE_ID: language,
    LICENSE: `${language}_company`,
    LICENSE_TYPE: 'company',
    LICENSE_FAMILY: 'company',
  }
}
