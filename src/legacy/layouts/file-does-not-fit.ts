// Thrown where a file cannot be put together although each of its records can. It must never hold a value of a record.

/** A count, a total or a number has no room, or a name could not be a file's. The message is for people. */
export class FileDoesNotFit extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FileDoesNotFit';
  }
}
