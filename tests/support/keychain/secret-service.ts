import dbus from 'dbus-next'

/** One method call to the service. `member` is the method's name without its interface. */
export type ServiceCall = { path: string; interface: string; member: string; body: unknown[] }

/** What a service does with a call: a reply, a D-Bus error, or nothing at all. */
export type ServiceReply =
  { signature: string; body: unknown[] } | { error: string; text: string } | 'silence'

export type SecretService = {
  /** The methods that were called, in their order. */
  called: () => string[]
  /** Sends a signal, as a prompt does when a person has dealt with it. */
  emit: (path: string, member: string, signature: string, body: unknown[]) => void
  stop: () => void
}

type Provider = (call: ServiceCall, service: SecretService) => ServiceReply

/**
 * Plays the desktop's Secret Service, https://specifications.freedesktop.org/secret-service/latest/, on a session bus
 * that has none; `provider` decides what each call gets.
 */
export async function playSecretService(busAddress: string, provider: Provider): Promise<SecretService> {
  const bus = dbus.sessionBus({ busAddress })
  const calls: string[] = []
  const service: SecretService = {
    called: () => [...calls],
    emit: (path, member, signature, body) => {
      const signal = dbus.Message.newSignal(path, 'org.freedesktop.Secret.Prompt', member, signature, body)
      bus.send(signal)
    },
    stop: () => bus.disconnect(),
  }
  bus.addMethodHandler((message: dbus.Message) => {
    const { path = '', member = '', interface: of = '', body } = message
    calls.push(member)
    const reply = provider({ path, member, interface: of, body: body as unknown[] }, service)
    if (reply === 'silence') return true
    bus.send(answerTo(message, reply))
    return true
  })
  await bus.requestName('org.freedesktop.secrets', 0)
  return service
}

function answerTo(call: dbus.Message, reply: Exclude<ServiceReply, 'silence'>): dbus.Message {
  if (!('error' in reply)) return dbus.Message.newMethodReturn(call, reply.signature, reply.body)
  // The types of `newError` take a text for the call.
  const failed = dbus.Message.newMethodReturn(call, 's', [reply.text])
  return Object.assign(failed, { type: dbus.MessageType.ERROR, errorName: reply.error })
}
