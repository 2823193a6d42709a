// The child's side of a measured process: answers what the parent asks over IPC, and how much CPU it has used so far.
// It must never outlive the parent.

/** What a process has cost so far. */
export interface Usage {
  /** User and system time in microseconds, of all threads. */
  readonly cpuMicros: number;
  /** Resident memory in bytes. */
  readonly residentBytes: number;
}

/** One thing the parent can ask for. */
export type Answerer = (input: never) => unknown;

/** What goes over the wire. */
export interface Question {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

/** What comes back: the answer, or why there is none. */
export type Reply =
  { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly failure: string };

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMicros: user + system, residentBytes: process.memoryUsage.rss() };
}

/** Answers questions with the functions of the table, and `usage`, until the parent is gone. */
export function answerParent(table: Readonly<Record<string, Answerer>> = {}): void {
  const answerers: Readonly<Record<string, Answerer>> = { ...table, usage };
  process.on('message', (question: Question) => {
    void reply(question, answerers[question.name]).then((message) => process.send?.(message));
  });
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

async function reply({ id, name, input }: Question, answerer: Answerer | undefined): Promise<Reply> {
  if (answerer === undefined) return { id, failure: `nobody answers ${name}` };
  try {
    return { id, answer: await answerer(input as never) };
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
