/** Whether something thrown by Node has this code, such as `ENOENT`. Errors of another realm are none of our `Error`. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
