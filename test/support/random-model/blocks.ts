/** A process as a tree of blocks: what random tests draw, write as BPMN, and execute a second time in their own way. */
export type Block =
  | { kind: 'task'; id: string; boundaries: Boundary[]; asyncBefore: boolean; asyncAfter: boolean }
  /** A service task whose handler works as a job. */
  | { kind: 'job'; id: string; boundaries: Boundary[] }
  | { kind: 'auto'; id: string; asyncBefore: boolean; asyncAfter: boolean }
  /** Reads a variable that is missing until somebody corrects it. */
  | { kind: 'faulty'; id: string }
  | { kind: 'choice'; id: string; taken: 0 | 1; branches: [Block[], Block[]] }
  | { kind: 'loop'; id: string; times: number; body: Block[] }
  | { kind: 'sub'; id: string; scope: Scope; boundaries: Boundary[] }

/** Blocks in a row; at the end the token may split into branches that each end by themselves, one of them perhaps ending the scope. */
export type Scope = { blocks: Block[]; fork: Fork | null }
export type Fork = { id: string; branches: { id: string; blocks: Block[]; terminates: boolean }[] }

/** `firings` counts for timers; a message comes as often as it likes. What follows ends by itself. */
export type Boundary = { id: string; trigger: 'timer' | 'message'; interrupting: boolean; firings: number; then: Block[] }
