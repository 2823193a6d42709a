// What holding the commands of a channel needs besides the tables of commands.
// It must never change once released: later wishes are later migrations.

/**
 * Accepted commands that wait behind another of their order key. Those whose turn it is are in `command_ready` already,
 * so that most commands cost nothing here.
 */
export const holdsSchema = `
CREATE INDEX command_behind ON command (channel, seq) WHERE turn = 0 AND state = 'accepted';
`;
