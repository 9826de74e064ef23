import { readonly, ref } from 'vue'

const open = ref(false)
let waiting: ((loggedIn: boolean) => void)[] = []

/** True while the log-in dialog has to stand over the page because the session ended underneath it. */
export const sessionExpired = readonly(open)

/** Opens the dialog once for all requests that failed meanwhile; each is repeated when somebody has logged in. */
export function waitForLogin(): Promise<boolean> {
  open.value = true
  return new Promise((resolve) => waiting.push(resolve))
}

export function endWait(loggedIn: boolean): void {
  open.value = false
  const resolvers = waiting
  waiting = []
  for (const resolve of resolvers) resolve(loggedIn)
}
