// What reaches the ERP, by its own log of statements. It must never miss one: the log keeps the newest 50,000 only.

interface LoggedStatement {
  readonly id: number;
  readonly text: string;
}

type LoggedByServer = Readonly<Record<'replica' | 'primary', readonly LoggedStatement[]>>;

/** The statements of one server of the demo ERP since it was looked at last. */
export class StatementCount {
  #last = 0;

  /** `control` is the address of the control port. */
  constructor(private readonly control: string) {}

  /** Texts of all statements since the last time, whoever sent them. */
  async take(): Promise<readonly string[]> {
    const response = await fetch(`${this.control}/statements?after=${this.#last}`);
    const { replica } = (await response.json()) as LoggedByServer;
    this.#last = replica.at(-1)?.id ?? this.#last;
    return replica.map(({ text }) => text);
  }
}
