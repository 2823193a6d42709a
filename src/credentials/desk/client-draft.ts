// What a person asks for when making or changing a client, before anything of it has been checked.
// It must never carry a secret: those are made here and handed out once.
import type { Client } from '../client.js';
import type { WantedCredential } from '../wanted/wanted-credential.js';

/** What is asked for of a client itself. System and plan are of applications only, grants of administrators only. */
type Asked = Omit<Client, 'kind' | 'createdAt' | 'revokedAt' | 'credentials'>;

/** A client to be made. */
export interface ClientDraft extends Asked {
  /** Its first credential; absent: a secret, good at once. */
  readonly credential?: Omit<WantedCredential, 'overlap' | 'overlapFrom'>;
}

/** What is to be different; absent members stay, null takes a member away. */
export interface ClientPatch extends Partial<Pick<Asked, 'name' | 'scopes' | 'grants'>> {
  readonly contact?: string | null;
  readonly system?: string | null;
  readonly plan?: string | null;
  readonly networks?: readonly string[] | null;
  readonly credentialDays?: number | null;
}
