/** Something the user has to mend before there can be an answer: one line, exit code 2. */
export class InputError extends Error {}
