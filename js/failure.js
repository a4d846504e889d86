/** An error of the same shape as those of the core: with a stable code. */
export function failure(code, message, cause) {
  const error = new Error(message, { cause });
  return Object.assign(error, { name: 'CopydeskError', code });
}
