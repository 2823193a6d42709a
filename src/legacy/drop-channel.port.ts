// The port to a place where files for the ERP's batch job are dropped.
import type { ChannelBinding } from '../facade/binding-of-commands.js';
import type { Observer } from '../observability/observation.js';
import type { AcknowledgementFolder } from './acknowledgement-folder.port.js';
import type { FileDrop, PublishOutcome, PublishStage, Sighting } from './file-drop.js';
import type { SourceState } from './source.port.js';

/** Publishes whole files and looks for them; never retries inside. */
export abstract class DropChannel {
  /**
   * Writes the file under its temporary name, reads size and hash back as far as the server lets it, renames it without
   * overwriting, and writes the done marker. Never rejects: whatever goes wrong is an outcome. Nobody ever sees half a
   * file under the final name. Settles only when its session is over or idle; when `signal` fires before the rename is
   * asked for, nothing is published. A temporary file left by an earlier try is overwritten.
   */
  abstract publish(drop: FileDrop, signal: AbortSignal): Promise<PublishOutcome>;
  /** Looks for the file; `acknowledgementName` is the name of the one that acknowledges it. Rejects with ChannelFault. */
  abstract look(drop: FileDrop, acknowledgementName: string | undefined, signal: AbortSignal): Promise<Sighting>;
  /** Opens a session and proves the declared capabilities, leaving nothing behind. Never throws. */
  abstract prove(signal: AbortSignal): Promise<readonly string[]>;
  /** Opens a session (or uses an idle one) and says how things stand. Never throws. */
  abstract probe(signal: AbortSignal): Promise<SourceState>;
  /** Closes every session; a publication under way ends as nothing-published or unknown. */
  abstract close(): Promise<void>;
}

/** The server could not be asked. The message is for the log. */
export class ChannelFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ChannelFault';
  }
}

/** Both sides of one server. `acknowledgements` is undefined where the facade names no such folder. */
export interface DropSides {
  readonly drops: DropChannel;
  readonly acknowledgements: AcknowledgementFolder | undefined;
}

/** Makes both sides of one adapter. It must not connect. */
export type DropChannelFactory = (binding: ChannelBinding, context: DropContext) => DropSides;

/** What an adapter receives from outside. Times in milliseconds. */
export interface DropContext {
  readonly observe: Observer;
  /** Most sessions at once, of drops and acknowledgements together. */
  readonly sessions: number;
  readonly connectTimeoutMs: number;
  /** Longest silence of the server within a transfer. */
  readonly stallTimeoutMs: number;
  /** Epoch milliseconds now; `after` calls back later and returns what cancels it. */
  readonly now: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
  /** Told when a publication reaches a stage, and waited for; tests stop there. */
  readonly reached: (stage: PublishStage, name: string) => Promise<void> | void;
}
