import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { waitFor } from '../../scripts/system/wait.ts'
import type { AppProcess } from './app-process.ts'
import type { SignIn } from './plan.ts'
import { openPortal, type RoundPortal } from './portal/portal.ts'
import { type Arena, start } from './round.ts'

/** Signs an app in, as a person does once, and keeps what it has written of that. */
export async function makeTemplate(arena: Arena, signIn: SignIn): Promise<void> {
  const { place } = arena
  const template = join(arena.template, signIn)
  await place.clear()
  const portal = await openPortal(arena, { rest3: true, signIn })
  const app = start(arena, {})
  try {
    await app.up()
    const reply = await enter(app, portal, { signIn, port: arena.ports.handler })
    if (!reply.ok || reply.value.keptIn !== 'keychain') throw new Error('The app could not be signed in')
    // The names of stages are known when they lie on disk.
    const names = () => readdir(join(place.dataFolder, 'names')).catch(() => [])
    await waitFor('the names', async () => (await names()).some((name) => name.endsWith('.json')), 15_000)
  } finally {
    await app.kill()
    await portal.close()
  }
  await rm(template, { recursive: true, force: true })
  await mkdir(template, { recursive: true })
  for (const name of ['accounts.json', 'settings.json', 'names']) {
    const to = join(template, name)
    await cp(join(place.dataFolder, name), to, { recursive: true, force: true }).catch(ifAbsent)
  }
}

const enter = (
  app: AppProcess,
  { webhook, address, oauth }: RoundPortal,
  { signIn, port }: { signIn: SignIn; port: number },
) =>
  signIn === 'webhook'
    ? app.invoke('session.use-webhook', { address: `${address}${new URL(webhook).pathname}` })
    : app.invoke('session.use-oauth', {
        portal: address,
        clientId: oauth.clientId,
        clientSecret: oauth.clientSecret,
        port,
      })

function ifAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
