import type { InstanceState } from '../execution/state.ts'
import type { Command } from '../execution/trigger.ts'
import type { Actor } from '../identity/actor.ts'
import type { Runtime } from '../runtime/runtime.ts'

type OneCommand = { instanceId: string; act: string; actor: Actor; command: Command | ((state: InstanceState) => Command) }

/** One command on one instance, from this surface. */
export async function execute(runtime: Pick<Runtime, 'execute'>, { instanceId, act, actor, command }: OneCommand): Promise<void> {
  await runtime.execute({ target: { instanceId }, command: typeof command === 'function' ? command : () => command, act, actor })
}
