// In whose name something is decided, and from where.
// It must never be made up: it is what authentication and admission found out.
import type { Client } from '../client.js';

/** An administrator at work. */
export interface Acting {
  /** As authenticated. Its `scopes` and `grants` are what it may use now, so fewer than the directory says are fewer. */
  readonly administrator: Client;
  /** The secret it has proven itself with; what it decides counts only while that one is good. */
  readonly credentialId: string;
  /** Remote address as admission saw it. */
  readonly address: string;
  readonly correlationId: string;
  /** Why; kept in the audit trail. */
  readonly reason?: string;
}
