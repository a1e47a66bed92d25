/**
 * A request that was not met. `code` is stable: the server's own (docs/protocol.md §2), or one of the phone's:
 * `no_network`, `timed_out`, `bad_reply` (not our server: a captive portal, a proxy), `incomplete`, `storage_full`.
 */
export class Failure extends Error {
  /** `status` is the HTTP status (0: none came); `retry_after` is in seconds, null where the server named none. */
  constructor(
    readonly code: string,
    readonly status = 0,
    readonly retry_after: number | null = null,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(code);
    this.name = "Failure";
  }
}

/** The code of anything that was thrown. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Failure ? thrown.code : "internal";
}
