/** An `Error` with a code, as the core's are. */
export function failure(code, message = code) {
  return Object.assign(new Error(message), { code });
}
