// Steps between which a process can die, by name. Tests and trials stop there; nothing else may depend on them.

/** Steps of accepting: before the commit, and after it but before the answer. */
export type AcceptStage = 'accepting' | 'accepted';

/** Steps of a call and of finding out what became of it. */
export type CallStage = 'claimed' | 'delivering' | 'delivered' | 'settled' | 'verifying' | 'verified';

/** Steps of a file on its way, and of reading what came back. */
export type DropStage =
  | 'batch-claimed'
  | 'batch-sealed'
  | 'publish:writing'
  | 'publish:checked'
  | 'publish:renaming'
  | 'publish:renamed'
  | 'published'
  | 'acknowledgement-read'
  | 'acknowledgement-settled';

export type Failpoint = AcceptStage | CallStage | DropStage;

/** Told when a step is reached, and waited for. `subject` is the id of a command or a batch, or the name of a file. */
export type Failpoints = (name: Failpoint, subject: string) => Promise<void> | void;
