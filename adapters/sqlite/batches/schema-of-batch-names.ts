// What finding a batch by its acknowledgement needs besides the tables of batches.
// It must never change once released: later wishes are later migrations.

/** Acknowledgements come late or again: whichever batch they mean is found however many were sealed since. */
export const batchNamesSchema = `
CREATE INDEX batch_by_acknowledgement ON batch (acknowledgement_name, id) WHERE acknowledgement_name IS NOT NULL;
`;
