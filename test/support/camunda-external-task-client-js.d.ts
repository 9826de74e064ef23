/** The part of the npm package's interface that the tests use; the package brings no types. */
declare module 'camunda-external-task-client-js' {
  type Options = {
    baseUrl: string
    workerId?: string
    maxTasks?: number
    interval?: number
    asyncResponseTimeout?: number
    interceptors?: unknown
    autoPoll?: boolean
  }
  export type Task = { id: string; processInstanceId: string; businessKey: string | null; variables: Variables; topicName: string }
  export type TaskService = {
    complete(task: Task, processVariables?: Variables, localVariables?: Variables): Promise<void>
    handleFailure(task: Task, failure: { errorMessage?: string; errorDetails?: string; retries?: number; retryTimeout?: number }): Promise<void>
    handleBpmnError(task: Task, errorCode: string, errorMessage?: string, variables?: Variables): Promise<void>
    extendLock(task: Task, newDuration: number): Promise<void>
    unlock(task: Task): Promise<void>
  }
  type Handler = (work: { task: Task; taskService: TaskService }) => unknown
  export class Client {
    constructor(options: Options)
    subscribe(topic: string, options: { lockDuration?: number } | Handler, handler?: Handler): { unsubscribe(): void }
    on(event: string, listener: (...args: unknown[]) => void): void
    stop(): void
  }
  export class BasicAuthInterceptor {
    constructor(credentials: { username: string; password: string })
  }
  export class Variables {
    get(name: string): unknown
    getTyped(name: string): { type: string; value: unknown }
    getAll(): Record<string, unknown>
    set(name: string, value: unknown): Variables
    setTyped(name: string, typed: { type: string; value: unknown; valueInfo?: object }): Variables
  }
}
