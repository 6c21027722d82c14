/** Something a person has to mend: one sentence on what is wrong and what to do, shown without a stack. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}
