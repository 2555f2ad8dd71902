import dbus from 'dbus-next'
import { waitFor } from '../../../scripts/system/wait.ts'

/** One line of a tray menu. Separators are left out. */
export type TrayEntry = { id: number; label: string; enabled: boolean; children: TrayEntry[] }

/** The part of a desktop that shows tray icons, as far as a test has to play it. */
export type TrayHost = {
  /** The bus names of the registered tray items. */
  items: () => string[]
  /** The menu of the first tray item; waits until there is one. */
  menu: () => Promise<TrayEntry[]>
  /** Clicks a menu entry, at any depth; waits until there is an enabled one of that name. */
  click: (label: string | RegExp) => Promise<void>
  /** Clicks the icon itself. */
  activate: () => Promise<void>
  /** A property of the item, such as `ToolTip`, `Status` or `Title`. */
  property: (name: string) => Promise<unknown>
  stop: () => void
}

type Layout = [id: number, properties: Record<string, dbus.Variant>, children: dbus.Variant<Layout>[]]

const ITEM_PATH = '/StatusNotifierItem'
const MENU = 'com.canonical.dbusmenu'

// https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
class Watcher extends dbus.interface.Interface {
  items: string[] = []
  readonly RegisteredStatusNotifierItems: string[] = []
  readonly IsStatusNotifierHostRegistered = true
  readonly ProtocolVersion = 0

  RegisterStatusNotifierItem(service: string) {
    this.items.push(service)
  }

  RegisterStatusNotifierHost() {
    // This host is all there is.
  }
}
Watcher.configureMembers({
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's', outSignature: '' },
    RegisterStatusNotifierHost: { inSignature: 's', outSignature: '' },
  },
  properties: {
    RegisteredStatusNotifierItems: { signature: 'as', access: 'read' },
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    ProtocolVersion: { signature: 'i', access: 'read' },
  },
})

/** Plays the desktop's tray on a session bus. To be started before the app, which otherwise finds no tray. */
export async function startTrayHost(busAddress: string): Promise<TrayHost> {
  const bus = dbus.sessionBus({ busAddress })
  const watcher = new Watcher('org.kde.StatusNotifierWatcher')
  bus.export('/StatusNotifierWatcher', watcher)
  await bus.requestName('org.kde.StatusNotifierWatcher', 0)

  // Electron's objects do not answer introspection, so plain messages take the place of proxy objects.
  const call = async (
    destination: string,
    path: string,
    member: string,
    signature: string,
    body: unknown[],
  ) => {
    const dot = member.lastIndexOf('.')
    const message = {
      destination,
      path,
      interface: member.slice(0, dot),
      member: member.slice(dot + 1),
      signature,
      body,
    }
    return (await bus.call(new dbus.Message(message)))?.body ?? []
  }
  const item = () => waitFor('a tray item', () => watcher.items.at(-1) ?? null)
  const property = async (name: string) => {
    const asked = ['org.kde.StatusNotifierItem', name]
    const [value] = await call(await item(), ITEM_PATH, 'org.freedesktop.DBus.Properties.Get', 'ss', asked)
    return value instanceof dbus.Variant ? (value.value as unknown) : value
  }
  const menuPath = () =>
    waitFor('a tray menu', async () => {
      const path = await property('Menu').catch(() => null)
      return typeof path === 'string' && path !== '/NO_DBUSMENU' ? path : null
    })
  const menu = async () => {
    const [, layout] = await call(await item(), await menuPath(), `${MENU}.GetLayout`, 'iias', [0, -1, []])
    return toEntries(layout as Layout)
  }
  return {
    items: () => [...watcher.items],
    menu,
    property,
    click: async (label) => {
      const { id } = await waitFor(`the tray entry ${String(label)}`, async () => find(await menu(), label))
      const now = Math.floor(Date.now() / 1_000) % 2 ** 32
      const body = [id, 'clicked', new dbus.Variant('s', ''), now]
      await call(await item(), await menuPath(), `${MENU}.Event`, 'isvu', body)
    },
    activate: async () =>
      void (await call(await item(), ITEM_PATH, 'org.kde.StatusNotifierItem.Activate', 'ii', [0, 0])),
    stop: () => bus.disconnect(),
  }
}

function toEntries([, , children]: Layout): TrayEntry[] {
  return children.flatMap(({ value: child }) => {
    const [id, properties] = child
    if (properties['type']?.value === 'separator' || properties['visible']?.value === false) return []
    // An underscore marks the letter for the keyboard; a doubled one is an underscore.
    const label = String(properties['label']?.value ?? '').replace(/_(.)/g, '$1')
    return [{ id, label, enabled: properties['enabled']?.value !== false, children: toEntries(child) }]
  })
}

function find(entries: TrayEntry[], label: string | RegExp): TrayEntry | null {
  for (const entry of entries) {
    const matches = typeof label === 'string' ? entry.label === label : label.test(entry.label)
    if (matches && entry.enabled) return entry
    const below = find(entry.children, label)
    if (below) return below
  }
  return null
}
